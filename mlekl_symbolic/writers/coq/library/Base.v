(* What the terms of a derivation mean.

   Every individual is a real number, a set is a boolean function of reals, a proposition is a boolean,
   and everything is total: x / 0 = 0, ln x = 0 unless 0 < x, a sum over an infinite set is 0. *)
From Coq Require Export Reals List Bool ZArith.
From Coq Require Import Permutation Lra Lia Classical FunctionalExtensionality.
From Coq Require ClassicalDedekindReals.
Export ListNotations.
Open Scope R_scope.

(* Propositions as booleans ------------------------------------------------------------------- *)

Definition dec (P : Prop) : {P} + {~ P} :=
  match ClassicalDedekindReals.sig_not_dec P with left h => left (NNPP P h) | right h => right h end.
Definition bool_of (P : Prop) : bool := if dec P then true else false.
Definition T (b : bool) : Prop := b = true.
Definition set := R -> bool.

Lemma T_of P : T (bool_of P) <-> P.
Proof. unfold T, bool_of. destruct (dec P); split; intros; auto; try discriminate; tauto. Qed.
Lemma T_ext a b : (T a <-> T b) -> a = b.
Proof. unfold T. destruct a, b; intuition congruence. Qed.
Lemma bool_of_ext P Q : (P <-> Q) -> bool_of P = bool_of Q.
Proof. intros E. apply T_ext. now rewrite !T_of. Qed.

(* A real number that is described ------------------------------------------------------------- *)

Lemma described (P : R -> Prop) : (exists! x, P x) -> {x | P x}.
Proof.
  intros U.
  destruct (completeness P) as [m [up least]].
  - destruct U as [x [_ only]]. exists x. intros y Hy. rewrite (only y Hy). apply Rle_refl.
  - destruct U as [x [Hx _]]. now exists x.
  - exists m. destruct U as [x [Hx only]]. replace m with x; auto.
    apply Rle_antisym; [now apply up|]. apply least. intros y Hy. rewrite (only y Hy). apply Rle_refl.
Qed.
Definition the (P : R -> Prop) : R :=
  match dec (exists! x, P x) with left h => proj1_sig (described P h) | right _ => 0 end.
Lemma the_spec (P : R -> Prop) x : P x -> (forall y, P y -> y = x) -> the P = x.
Proof.
  intros Hx only. unfold the. destruct (dec _) as [h|h].
  - destruct (described P h) as [y Hy]. now apply only.
  - destruct h. exists x. split; auto. intros y Hy. symmetry. now apply only.
Qed.
Lemma the_none (P : R -> Prop) : ~ (exists x, P x) -> the P = 0.
Proof. intros no. unfold the. destruct (dec _) as [h|h]; auto. destruct no. destruct h as [x [Hx _]]. eauto. Qed.

(* Numbers ------------------------------------------------------------------------------------- *)

Definition nm (z : Z) (p : positive) : R := IZR z * / IZR (Zpos p).
Arguments nm _%Z _%positive.
Definition integer (x : R) : Prop := exists z, x = IZR z.
Definition rpow (a e : R) : R :=
  if dec (integer e) then powerRZ a (Int_part e) else if Rlt_dec 0 a then exp (e * ln a) else 0.
Definition delta (a b : R) : R := if dec (a = b) then 1 else 0.
Definition ind (b : bool) : R := if b then 1 else 0.

(* Propositions -------------------------------------------------------------------------------- *)

Definition eqb {A : Type} (a b : A) : bool := bool_of (a = b).
Definition lt (a b : R) : bool := bool_of (a < b).
Definition le (a b : R) : bool := bool_of (a <= b).
Definition mem (x : R) (A : set) : bool := A x.
Definition all (A : set) (P : R -> bool) : bool := bool_of (forall x, T (mem x A) -> T (P x)).
Definition ex (A : set) (P : R -> bool) : bool := bool_of (exists x, T (mem x A) /\ T (P x)).

(* Sets ---------------------------------------------------------------------------------------- *)

Definition finset (l : list R) : set := fun x => bool_of (In x l).
Definition range (m n : R) : set := fun x => bool_of (integer x /\ m <= x /\ x <= n).
Definition ioo (a b : R) : set := fun x => bool_of (a < x /\ x < b).
Definition icc (a b : R) : set := fun x => bool_of (a <= x /\ x <= b).
Definition ioi (a : R) : set := fun x => bool_of (a < x).
Definition naturals : set := fun x => bool_of (exists n, x = INR n).
Definition integers : set := fun x => bool_of (integer x).
Definition reals : set := fun _ => true.
Definition setof (A : set) (P : R -> bool) : set := fun x => andb (mem x A) (P x).
Definition argmin (A : set) (f : R -> R) : set :=
  fun t => bool_of (T (mem t A) /\ forall s, T (mem s A) -> f t <= f s).
Definition argmax (A : set) (f : R -> R) : set :=
  fun t => bool_of (T (mem t A) /\ forall s, T (mem s A) -> f s <= f t).

(* Finite sums and products -------------------------------------------------------------------- *)

Definition lists (l : list R) (A : set) : Prop := NoDup l /\ forall x, In x l <-> T (mem x A).
Definition finite (A : set) : bool := bool_of (exists l, lists l A).
Fixpoint bsum (l : list R) (f : R -> R) : R := match l with [] => 0 | x :: l => f x + bsum l f end.
Fixpoint bprod (l : list R) (f : R -> R) : R := match l with [] => 1 | x :: l => f x * bprod l f end.
Definition sum (A : set) (f : R -> R) : R := the (fun s => exists l, lists l A /\ s = bsum l f).
Definition prod (A : set) (f : R -> R) : R :=
  if dec (exists l, lists l A) then the (fun s => exists l, lists l A /\ s = bprod l f) else 1.
Definition card (A : set) : R := sum A (fun _ => 1).

(* Derivatives and limits ---------------------------------------------------------------------- *)

Definition has_derivative (f : R -> R) (x d : R) : bool :=
  all (ioi (IZR 0)) (fun e => ex (ioi (IZR 0)) (fun r => all reals (fun y =>
    implb (lt (Rabs (y - x)) r) (le (Rabs (f y - f x - d * (y - x))) (e * Rabs (y - x)))))).
Definition deriv (f : R -> R) (x : R) : R := the (fun d => T (has_derivative f x d)).

(* How to take them apart ---------------------------------------------------------------------- *)

Lemma T_eqb {A : Type} (a b : A) : T (eqb a b) <-> a = b. Proof. apply T_of. Qed.
Lemma T_lt a b : T (lt a b) <-> a < b. Proof. apply T_of. Qed.
Lemma T_le a b : T (le a b) <-> a <= b. Proof. apply T_of. Qed.
Lemma T_and a b : T (andb a b) <-> T a /\ T b. Proof. unfold T. apply andb_true_iff. Qed.
Lemma T_or a b : T (orb a b) <-> T a \/ T b. Proof. unfold T. apply orb_true_iff. Qed.
Lemma T_imp a b : T (implb a b) <-> (T a -> T b).
Proof. unfold T. destruct a, b; cbn; intuition discriminate. Qed.
Lemma T_not a : T (negb a) <-> ~ T a.
Proof. unfold T. destruct a; cbn; intuition discriminate. Qed.
Lemma T_true : T true. Proof. reflexivity. Qed.
Lemma T_false : ~ T false. Proof. discriminate. Qed.
Lemma T_all A P : T (all A P) <-> (forall x, T (mem x A) -> T (P x)). Proof. apply T_of. Qed.
Lemma T_ex A P : T (ex A P) <-> (exists x, T (mem x A) /\ T (P x)). Proof. apply T_of. Qed.
Lemma T_finite A : T (finite A) <-> (exists l, lists l A). Proof. apply T_of. Qed.
Lemma T_finset x l : T (mem x (finset l)) <-> In x l. Proof. apply T_of. Qed.
Lemma T_range x m n : T (mem x (range m n)) <-> integer x /\ m <= x /\ x <= n. Proof. apply T_of. Qed.
Lemma T_ioo x a b : T (mem x (ioo a b)) <-> a < x /\ x < b. Proof. apply T_of. Qed.
Lemma T_icc x a b : T (mem x (icc a b)) <-> a <= x /\ x <= b. Proof. apply T_of. Qed.
Lemma T_ioi x a : T (mem x (ioi a)) <-> a < x. Proof. apply T_of. Qed.
Lemma T_naturals x : T (mem x naturals) <-> exists n, x = INR n. Proof. apply T_of. Qed.
Lemma T_integers x : T (mem x integers) <-> integer x. Proof. apply T_of. Qed.
Lemma T_reals x : T (mem x reals). Proof. reflexivity. Qed.
Lemma T_setof x A P : T (mem x (setof A P)) <-> T (mem x A) /\ T (P x). Proof. apply T_and. Qed.
Lemma T_argmin t A f : T (mem t (argmin A f)) <-> T (mem t A) /\ forall s, T (mem s A) -> f t <= f s.
Proof. apply T_of. Qed.
Lemma T_argmax t A f : T (mem t (argmax A f)) <-> T (mem t A) /\ forall s, T (mem s A) -> f s <= f t.
Proof. apply T_of. Qed.
Lemma set_ext (A B : set) : (forall x, T (mem x A) <-> T (mem x B)) -> A = B.
Proof. intros E. apply functional_extensionality. intros x. apply T_ext, E. Qed.

(* Sums over a set as sums over a list of its elements ------------------------------------------ *)

Lemma bsum_perm l m f : Permutation l m -> bsum l f = bsum m f.
Proof. induction 1; cbn; lra. Qed.
Lemma bprod_perm l m f : Permutation l m -> bprod l f = bprod m f.
Proof. induction 1; cbn; try congruence; ring. Qed.
Lemma lists_perm l m A : lists l A -> lists m A -> Permutation l m.
Proof. intros [Nl El] [Nm Em]. apply NoDup_Permutation; auto. intros x. now rewrite El, Em. Qed.

Lemma sum_list l A f : lists l A -> sum A f = bsum l f.
Proof.
  intros L. apply the_spec; [eauto|]. intros y [m [M ->]]. apply bsum_perm. eapply lists_perm; eauto.
Qed.
Lemma prod_list l A f : lists l A -> prod A f = bprod l f.
Proof.
  intros L. unfold prod. destruct (dec _) as [_|no]; [|destruct no; eauto].
  apply the_spec; [eauto|]. intros y [m [M ->]]. apply bprod_perm. eapply lists_perm; eauto.
Qed.
Lemma sum_infinite A f : ~ (exists l, lists l A) -> sum A f = 0.
Proof. intros no. apply the_none. intros [s [l [L _]]]. eauto. Qed.
Lemma prod_infinite A f : ~ (exists l, lists l A) -> prod A f = 1.
Proof. intros no. unfold prod. destruct (dec _); tauto. Qed.
Lemma bsum_one l : bsum l (fun _ => 1) = INR (length l).
Proof. induction l; [reflexivity|]. cbn [bsum length]. rewrite S_INR, IHl. ring. Qed.
Lemma card_list l A : lists l A -> card A = INR (length l).
Proof. intros L. unfold card. rewrite (sum_list _ _ _ L). apply bsum_one. Qed.
Lemma card_infinite A : ~ (exists l, lists l A) -> card A = 0.
Proof. apply sum_infinite. Qed.

(* Either case, ready to use. *)
Ltac by_list A l L N :=
  let no := fresh "no" in
  destruct (classic (exists l, lists l A)) as [[l L]|no];
  [rewrite ?(fun f => sum_list l A f L), ?(fun f => prod_list l A f L), ?(card_list l A L)
  |rewrite ?(fun f => sum_infinite A f no), ?(fun f => prod_infinite A f no), ?(card_infinite A no)].

Lemma bsum_ext l f g : (forall x, In x l -> f x = g x) -> bsum l f = bsum l g.
Proof. induction l as [|a l IH]; cbn; intros H; auto. rewrite H, IH; auto. Qed.
Lemma bprod_ext l f g : (forall x, In x l -> f x = g x) -> bprod l f = bprod l g.
Proof. induction l as [|a l IH]; cbn; intros H; auto. rewrite H, IH; auto. Qed.

(* Powers ---------------------------------------------------------------------------------------- *)

Lemma Int_part_IZR z : Int_part (IZR z) = z.
Proof.
  unfold Int_part. rewrite <- (tech_up (IZR z) (z + 1)); [lia| |]; rewrite plus_IZR; lra.
Qed.
Lemma rpow_IZR a z : rpow a (IZR z) = powerRZ a z.
Proof.
  unfold rpow. destruct (dec _) as [_|no]; [now rewrite Int_part_IZR|]. destruct no. now exists z.
Qed.
Lemma rpow_nat a n : rpow a (INR n) = a ^ n.
Proof. rewrite INR_IZR_INZ, rpow_IZR. symmetry. apply pow_powerRZ. Qed.
Lemma rpow_pos_base a e : 0 < a -> rpow a e = exp (e * ln a).
Proof.
  intros Ha. unfold rpow. destruct (dec _) as [[z ->]|no].
  - rewrite Int_part_IZR, powerRZ_Rpower by auto. reflexivity.
  - destruct (Rlt_dec 0 a); tauto.
Qed.
