(* The kernel's rules of inference, one lemma each. *)
From Coq Require Import Lra Lia QArith Qreals Classical FunctionalExtensionality.
From Mlekl Require Export Ring.
Open Scope R_scope.

(* Equality ------------------------------------------------------------------------------------- *)

Lemma of_eq {A : Type} {a b : A} : a = b -> T (eqb a b). Proof. apply T_eqb. Qed.
Lemma to_eq {A : Type} {a b : A} : T (eqb a b) -> a = b. Proof. apply T_eqb. Qed.
Lemma symm {A : Type} {a b : A} : T (eqb a b) -> T (eqb b a).
Proof. rewrite !T_eqb. auto. Qed.
Lemma trans_ee {A : Type} {a b c : A} : T (eqb a b) -> T (eqb b c) -> T (eqb a c).
Proof. rewrite !T_eqb. congruence. Qed.
Section Chains.
Context {a b c : R}.
Lemma trans_el : T (eqb a b) -> T (le b c) -> T (le a c). Proof. rewrite T_eqb, !T_le. lra. Qed.
Lemma trans_es : T (eqb a b) -> T (lt b c) -> T (lt a c). Proof. rewrite T_eqb, !T_lt. lra. Qed.
Lemma trans_le : T (le a b) -> T (eqb b c) -> T (le a c). Proof. rewrite T_eqb, !T_le. lra. Qed.
Lemma trans_se : T (lt a b) -> T (eqb b c) -> T (lt a c). Proof. rewrite T_eqb, !T_lt. lra. Qed.
Lemma trans_ll : T (le a b) -> T (le b c) -> T (le a c). Proof. rewrite !T_le. lra. Qed.
Lemma trans_ls : T (le a b) -> T (lt b c) -> T (lt a c). Proof. rewrite T_le, !T_lt. lra. Qed.
Lemma trans_sl : T (lt a b) -> T (le b c) -> T (lt a c). Proof. rewrite T_le, !T_lt. lra. Qed.
Lemma trans_ss : T (lt a b) -> T (lt b c) -> T (lt a c). Proof. rewrite !T_lt. lra. Qed.
End Chains.
Lemma eq_mp {p q : bool} : T (eqb p q) -> T p -> T q. Proof. rewrite T_eqb. congruence. Qed.
Lemma delta_swap a b : delta a b = delta b a.
Proof. unfold delta. destruct (dec (a = b)), (dec (b = a)); congruence. Qed.

(* Below a binder -------------------------------------------------------------------------------- *)

Section Below.
Context (A : set).
Lemma ext_sum {f g : R -> R} : (forall x, T (mem x A) -> f x = g x) -> sum A f = sum A g.
Proof.
  intros E. by_list A l L no; auto. apply bsum_ext. intros x Hx. apply E. now apply L.
Qed.
Lemma ext_prod {f g : R -> R} : (forall x, T (mem x A) -> f x = g x) -> prod A f = prod A g.
Proof.
  intros E. by_list A l L no; auto. apply bprod_ext. intros x Hx. apply E. now apply L.
Qed.
Lemma ext_argmin {f g : R -> R} : (forall x, T (mem x A) -> f x = g x) -> argmin A f = argmin A g.
Proof.
  intros E. apply set_ext. intros t. rewrite !T_argmin.
  split; intros [Ht H]; split; auto; intros s Hs; specialize (H s Hs); [rewrite <- !E|rewrite !E]; auto.
Qed.
Lemma ext_argmax {f g : R -> R} : (forall x, T (mem x A) -> f x = g x) -> argmax A f = argmax A g.
Proof.
  intros E. apply set_ext. intros t. rewrite !T_argmax.
  split; intros [Ht H]; split; auto; intros s Hs; specialize (H s Hs); [rewrite <- !E|rewrite !E]; auto.
Qed.
Lemma ext_setof {p q : R -> bool} : (forall x, T (mem x A) -> p x = q x) -> setof A p = setof A q.
Proof.
  intros E. apply set_ext. intros t. rewrite !T_setof.
  split; intros [Ht H]; split; auto; specialize (E t Ht); congruence.
Qed.
Lemma ext_all {p q : R -> bool} : (forall x, T (mem x A) -> p x = q x) -> all A p = all A q.
Proof.
  intros E. apply T_ext. rewrite !T_all.
  split; intros H x Hx; specialize (E x Hx); specialize (H x Hx); congruence.
Qed.
Lemma ext_ex {p q : R -> bool} : (forall x, T (mem x A) -> p x = q x) -> ex A p = ex A q.
Proof.
  intros E. apply T_ext. rewrite !T_ex.
  split; intros [x [Hx H]]; exists x; split; auto; specialize (E x Hx); congruence.
Qed.
End Below.
Lemma ext_lam {B : Type} {f g : R -> B} : (forall x, T (mem x reals) -> f x = g x) -> f = g.
Proof. intros E. apply functional_extensionality. intros x. apply E. reflexivity. Qed.

(* Connectives and quantifiers -------------------------------------------------------------------- *)

Section Logic.
Context {p q r : bool}.
Lemma imp_i : (T p -> T q) -> T (implb p q). Proof. apply T_imp. Qed.
Lemma imp_e : T (implb p q) -> T p -> T q. Proof. apply T_imp. Qed.
Lemma iff_i : T (implb p q) -> T (implb q p) -> T (eqb p q).
Proof. rewrite !T_imp, T_eqb. intros. apply T_ext. tauto. Qed.
Lemma and_i : T p -> T q -> T (andb p q). Proof. rewrite T_and. tauto. Qed.
Lemma and_l : T (andb p q) -> T p. Proof. rewrite T_and. tauto. Qed.
Lemma and_r : T (andb p q) -> T q. Proof. rewrite T_and. tauto. Qed.
Lemma or_l : T p -> T (orb p q). Proof. rewrite T_or. tauto. Qed.
Lemma or_r : T q -> T (orb p q). Proof. rewrite T_or. tauto. Qed.
Lemma or_e : T (orb p q) -> (T p -> T r) -> (T q -> T r) -> T r. Proof. rewrite T_or. tauto. Qed.
Lemma middle : T (orb p (negb p)). Proof. rewrite T_or, T_not. apply classic. Qed.
Lemma absurd : T p -> T (negb p) -> T q. Proof. rewrite T_not. tauto. Qed.
Lemma not_i : (T p -> T false) -> T (negb p).
Proof. rewrite T_not. intros H K. exact (T_false (H K)). Qed.
End Logic.
Section Quantifiers.
Context {A : set} {P : R -> bool}.
Lemma all_i : (forall x, T (mem x A) -> T (P x)) -> T (all A P). Proof. apply T_all. Qed.
Lemma all_e {t : R} : T (all A P) -> T (mem t A) -> T (P t). Proof. rewrite T_all. auto. Qed.
Lemma ex_i (t : R) : T (mem t A) -> T (P t) -> T (ex A P). Proof. rewrite T_ex. eauto. Qed.
Lemma ex_e {q : bool} : T (ex A P) -> (forall x, T (mem x A) -> T (P x) -> T q) -> T q.
Proof. rewrite T_ex. intros [x [Hx H]]. eauto. Qed.
End Quantifiers.

(* Numerals ----------------------------------------------------------------------------------------- *)

Inductive num : Set := NZ (z : Z) | NQ (z : Z) (p : positive).
Definition rv (n : num) : R := match n with NZ z => IZR z | NQ z p => nm z p end.
Definition qv (n : num) : Q := match n with NZ z => inject_Z z | NQ z p => z # p end.
Lemma rv_Q n : rv n = Q2R (qv n).
Proof. destruct n; cbn; unfold nm, Q2R, inject_Z; cbn; lra. Qed.
Definition qlt (a b : Q) : bool := negb (Qle_bool b a).
Lemma qlt_ok a b : qlt a b = true -> Q2R a < Q2R b.
Proof.
  unfold qlt. intros H. apply Qlt_Rlt, Qnot_le_lt. intros K. apply Qle_bool_iff in K. now rewrite K in H.
Qed.
Lemma qle_ok a b : Qle_bool a b = true -> Q2R a <= Q2R b.
Proof. intros H. apply Qle_Rle. now apply Qle_bool_iff. Qed.
Section Numerals.
Variables a b c : num.
Lemma num_lt : qlt (qv a) (qv b) = true -> T (lt (rv a) (rv b)).
Proof. rewrite T_lt, !rv_Q. apply qlt_ok. Qed.
Lemma num_le : Qle_bool (qv a) (qv b) = true -> T (le (rv a) (rv b)).
Proof. rewrite T_le, !rv_Q. apply qle_ok. Qed.
Lemma num_eq : Qeq_bool (qv a) (qv b) = true -> T (eqb (rv a) (rv b)).
Proof. rewrite T_eqb, !rv_Q. intros H. now apply Qeq_eqR, Qeq_bool_eq. Qed.
Lemma num_ne : Qeq_bool (qv a) (qv b) = false -> T (negb (eqb (rv a) (rv b))).
Proof.
  rewrite T_not, T_eqb, !rv_Q. intros H K. apply Qeq_bool_neq in H. apply H. now apply eqR_Qeq.
Qed.
Lemma num_ioo : qlt (qv a) (qv c) && qlt (qv c) (qv b) = true -> T (mem (rv c) (ioo (rv a) (rv b))).
Proof. rewrite T_ioo, !rv_Q. intros [H K]%andb_true_iff. split; now apply qlt_ok. Qed.
Lemma num_icc :
  Qle_bool (qv a) (qv c) && Qle_bool (qv c) (qv b) = true -> T (mem (rv c) (icc (rv a) (rv b))).
Proof. rewrite T_icc, !rv_Q. intros [H K]%andb_true_iff. split; now apply qle_ok. Qed.
Lemma num_range (z : Z) :
  Qle_bool (qv a) (inject_Z z) && Qle_bool (inject_Z z) (qv b) = true ->
  T (mem (IZR z) (range (rv a) (rv b))).
Proof.
  rewrite T_range, !rv_Q. intros [H K]%andb_true_iff. change (IZR z) with (rv (NZ z)). rewrite rv_Q.
  split; [|split; now apply qle_ok]. rewrite <- rv_Q. now exists z.
Qed.
End Numerals.
Lemma num_nat z : (0 <=? z)%Z = true -> T (mem (IZR z) naturals).
Proof.
  rewrite T_naturals. intros H. exists (Z.to_nat z). rewrite INR_IZR_INZ, Z2Nat.id; auto. lia.
Qed.
Lemma num_int z : T (mem (IZR z) integers). Proof. rewrite T_integers. now exists z. Qed.
Lemma num_finset l n : (n <? length l)%nat = true -> T (mem (nth n l (IZR 0)) (finset l)).
Proof. intros H. rewrite T_finset. apply nth_In. now apply Nat.ltb_lt. Qed.
Lemma finite_finset l : T (finite (finset l)).
Proof.
  rewrite T_finite. exists (nodup Req_EM_T l). split; [apply NoDup_nodup|].
  intros x. now rewrite nodup_In, T_finset.
Qed.

(* A binder over a list of numerals, written out ------------------------------------------------------ *)

Fixpoint apart (l : list num) : bool :=
  match l with [] => true | x :: l => forallb (fun y => negb (Qeq_bool (qv x) (qv y))) l && apart l end.
Lemma apart_NoDup l : apart l = true -> NoDup (map rv l).
Proof.
  induction l as [|x l IH]; cbn; [constructor|]. intros [H K]%andb_true_iff. constructor; auto.
  intros [y [E Hy]]%in_map_iff. rewrite forallb_forall in H. specialize (H y Hy).
  rewrite !rv_Q in E. apply eqR_Qeq in E. symmetry in E. apply Qeq_bool_iff in E. now rewrite E in H.
Qed.
Lemma finset_lists l : apart l = true -> lists (map rv l) (finset (map rv l)).
Proof. intros H. split; [now apply apart_NoDup|]. intros x. now rewrite T_finset. Qed.

Definition steps (z : Z) (n : nat) : list num := map (fun k => NZ (z + Z.of_nat k)) (seq 0 n).
Definition covers (a b : num) (z : Z) (n : nat) : bool :=
  qlt (inject_Z (z - 1)) (qv a) && Qle_bool (qv a) (inject_Z z)
  && qlt (qv b) (inject_Z (z + Z.of_nat n))
  && (Nat.eqb n 0 || Qle_bool (inject_Z (z + Z.of_nat n - 1)) (qv b)).
Lemma Q2R_Z z : Q2R (inject_Z z) = IZR z. Proof. unfold Q2R, inject_Z; cbn; lra. Qed.
Lemma range_lists a b z n : covers a b z n = true -> lists (map rv (steps z n)) (range (rv a) (rv b)).
Proof.
  unfold covers. intros [[[H1 H2]%andb_true_iff H3]%andb_true_iff H4]%andb_true_iff.
  apply qlt_ok in H1, H3. apply qle_ok in H2. rewrite Q2R_Z, <- rv_Q in *.
  assert (H5 : n = 0%nat \/ IZR (z + Z.of_nat n - 1) <= rv b).
  { apply orb_true_iff in H4. destruct H4 as [H4|H4].
    - left. now apply Nat.eqb_eq.
    - right. apply qle_ok in H4. now rewrite Q2R_Z, <- rv_Q in H4. }
  unfold steps. rewrite map_map. cbn [rv]. split.
  - apply FinFun.Injective_map_NoDup; [|apply seq_NoDup]. intros i j E. apply eq_IZR in E. lia.
  - intros x. rewrite T_range, in_map_iff. split.
    + intros [k [<- Hk]]. apply in_seq in Hk. split; [now eexists|].
      split; [apply Rle_trans with (IZR z)|apply Rle_trans with (IZR (z + Z.of_nat n - 1))];
        try apply IZR_le; auto; try lia. destruct H5; auto; lia.
    + intros [[y ->] [La Lb]]. assert (z - 1 < y < z + Z.of_nat n)%Z by (split; apply lt_IZR; lra).
      exists (Z.to_nat (y - z)). split; [f_equal; lia|]. apply in_seq. lia.
Qed.

Definition chain {B : Type} (join : B -> B -> B) (empty : B) (l : list num) (f : R -> B) : B :=
  match l with [] => empty | x :: l => fold_left (fun acc y => join acc (f (rv y))) l (f (rv x)) end.
Lemma chain_sum l f : chain Rplus (IZR 0) l f = bsum (map rv l) f.
Proof.
  destruct l as [|x l]; [reflexivity|]. cbn [chain map bsum]. generalize (f (rv x)).
  induction l as [|y l IH]; intros a; cbn; [lra|]. rewrite IH. lra.
Qed.
Lemma chain_prod l f : chain Rmult (IZR 1) l f = bprod (map rv l) f.
Proof.
  destruct l as [|x l]; [reflexivity|]. cbn [chain map bprod]. generalize (f (rv x)).
  induction l as [|y l IH]; intros a; cbn; [lra|]. rewrite IH. ring.
Qed.
Lemma chain_all l P : T (chain andb true l P) <-> forall x, In x (map rv l) -> T (P x).
Proof.
  destruct l as [|x l]; cbn [chain map].
  - split; [intros _ x []|reflexivity].
  - transitivity (T (P (rv x)) /\ forall y, In y (map rv l) -> T (P y)).
    + generalize (P (rv x)). induction l as [|y l IH]; intros a; cbn [fold_left map].
      * split; [intros H; split; [auto|intros y []]|tauto].
      * rewrite IH, T_and. split.
        -- intros [[H K] M]. split; auto. intros u [<-|Hu]; auto.
        -- intros [H K]. split; [split; [auto|]|]; intros; apply K; cbn; auto.
    + split; [intros [H K] y [<-|Hy]; auto|]. intros H. split; intros; apply H; cbn; auto.
Qed.

Section Listed.
Variables (A : set) (l : list num).
Hypothesis L : lists (map rv l) A.
Lemma listed_sum f : T (eqb (sum A f) (chain Rplus (IZR 0) l f)).
Proof. rewrite T_eqb, chain_sum. now apply sum_list. Qed.
Lemma listed_prod f : T (eqb (prod A f) (chain Rmult (IZR 1) l f)).
Proof. rewrite T_eqb, chain_prod. now apply prod_list. Qed.
Lemma listed_all P : T (eqb (all A P) (chain andb true l P)).
Proof.
  rewrite T_eqb. apply T_ext. rewrite T_all, chain_all.
  split; intros H x Hx; apply H; now apply L.
Qed.
End Listed.

(* Sums of inequalities ---------------------------------------------------------------------------------- *)

Lemma pos_num n : qlt 0 (qv n) = true -> 0 < rv n.
Proof. intros H. apply qlt_ok in H. rewrite Q2R_0, <- rv_Q in H. exact H. Qed.
Lemma nonneg_num n : Qle_bool 0 (qv n) = true -> 0 <= rv n.
Proof. intros H. apply qle_ok in H. rewrite Q2R_0, <- rv_Q in H. exact H. Qed.
Section Linear.
Variable n : num.
Context {a b s u : R}.
Lemma part_l : qlt 0 (qv n) = true -> T (le a b) -> 0 <= rv n * (b - a).
Proof. intros H%pos_num. rewrite T_le. intros. apply Rmult_le_pos; lra. Qed.
Lemma part_s : qlt 0 (qv n) = true -> T (lt a b) -> 0 < rv n * (b - a).
Proof. intros H%pos_num. rewrite T_lt. intros. apply Rmult_lt_0_compat; lra. Qed.
Lemma part_e : T (eqb a b) -> 0 <= rv n * (b - a).
Proof. rewrite T_eqb. intros ->. right. ring. Qed.
Lemma more_ll : 0 <= s -> 0 <= u -> 0 <= s + u. Proof. lra. Qed.
Lemma more_ls : 0 <= s -> 0 < u -> 0 < s + u. Proof. lra. Qed.
Lemma more_sl : 0 < s -> 0 <= u -> 0 < s + u. Proof. lra. Qed.
Lemma more_ss : 0 < s -> 0 < u -> 0 < s + u. Proof. lra. Qed.
Lemma total_l : 0 <= s -> b - a = s -> T (le a b). Proof. rewrite T_le. lra. Qed.
Lemma total_s : 0 < s -> b - a = s -> T (lt a b). Proof. rewrite T_lt. lra. Qed.
Lemma weaker : 0 < s -> 0 <= s. Proof. lra. Qed.
End Linear.
