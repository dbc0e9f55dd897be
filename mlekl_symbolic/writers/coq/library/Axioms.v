(* The rules of mathematics, each with the statement it has in the kernel's library. *)
From Coq Require Import Lra Lia Psatz Classical FunctionalExtensionality Permutation.
From Mlekl Require Export Rules.
Open Scope R_scope.

Definition d_has_derivative := has_derivative.
Definition d_differentiable (f : R -> R) (x : R) : bool := d_has_derivative f x (deriv f x).
Definition d_distinct (N : R) (x : R -> R) : bool :=
  all (range (IZR 1) N) (fun i => all (range (IZR 1) N) (fun j => implb (eqb (x i) (x j)) (eqb i j))).
Definition d_converges (f : R -> R) (L : R) : bool :=
  all (ioi (IZR 0)) (fun e => ex naturals (fun m => all naturals (fun n =>
    implb (le m n) (lt (Rabs (f n - L)) e)))).

Lemma T_ne {A : Type} (a b : A) : T (negb (eqb a b)) <-> a <> b.
Proof. rewrite T_not, T_eqb. reflexivity. Qed.
Lemma square a : powerRZ a 2 = Rsqr a.
Proof. unfold Rsqr. simpl. ring. Qed.
(* Take hypotheses and goals apart as far as they say how. *)
Ltac turn H proof :=
  let K := fresh in pose proof proof as K; clear H; rename K into H; cbv beta in H.
Ltac known H := lazymatch type of H with
 
  | T (eqb _ _) => turn H (proj1 (T_eqb _ _) H)
  | T (lt _ _) => turn H (proj1 (T_lt _ _) H)
  | T (le _ _) => turn H (proj1 (T_le _ _) H)
 
  | T (negb (eqb _ _)) => turn H (proj1 (T_ne _ _) H)
  | T (negb _) => turn H (proj1 (T_not _) H)
 
  | T (implb _ _) => turn H (proj1 (T_imp _ _) H)
  | T (all _ _) => turn H (proj1 (T_all _ _) H)
  | T (ex _ _) => turn H (proj1 (T_ex _ _) H)
 
  | T (finite _) => turn H (proj1 (T_finite _) H)
  | T (andb _ _) => turn H (proj1 (T_and _ _) H)
  | T (orb _ _) => turn H (proj1 (T_or _ _) H)
 
  | T (mem _ (range _ _)) => turn H (proj1 (T_range _ _ _) H)
  | T (mem _ (ioo _ _)) => turn H (proj1 (T_ioo _ _ _) H)
 
  | T (mem _ (icc _ _)) => turn H (proj1 (T_icc _ _ _) H)
  | T (mem _ (ioi _)) => turn H (proj1 (T_ioi _ _) H)
 
  | T (mem _ naturals) => turn H (proj1 (T_naturals _) H)
  | T (mem _ integers) => turn H (proj1 (T_integers _) H)
 
  | T (mem _ (argmin _ _)) => turn H (proj1 (T_argmin _ _ _) H)
  | T (mem _ (argmax _ _)) => turn H (proj1 (T_argmax _ _ _) H)
 
  | T (mem _ (finset _)) => turn H (proj1 (T_finset _ _) H)
  end.
Ltac wanted := lazymatch goal with
 
  | |- T (eqb _ _) => apply (proj2 (T_eqb _ _))
  | |- T (lt _ _) => apply (proj2 (T_lt _ _))
  | |- T (le _ _) => apply (proj2 (T_le _ _))
 
  | |- T (negb (eqb _ _)) => apply (proj2 (T_ne _ _))
  | |- T (negb _) => apply (proj2 (T_not _))
 
  | |- T (implb _ _) => apply (proj2 (T_imp _ _))
  | |- T (all _ _) => apply (proj2 (T_all _ _))
  | |- T (ex _ _) => apply (proj2 (T_ex _ _))
 
  | |- T (finite _) => apply (proj2 (T_finite _))
  | |- T (andb _ _) => apply (proj2 (T_and _ _))
  | |- T (orb _ _) => apply (proj2 (T_or _ _))
 
  | |- T (mem _ (range _ _)) => apply (proj2 (T_range _ _ _))
  | |- T (mem _ (ioo _ _)) => apply (proj2 (T_ioo _ _ _))
 
  | |- T (mem _ (icc _ _)) => apply (proj2 (T_icc _ _ _))
  | |- T (mem _ (ioi _)) => apply (proj2 (T_ioi _ _))
 
  | |- T (mem _ naturals) => apply (proj2 (T_naturals _))
  | |- T (mem _ integers) => apply (proj2 (T_integers _))
 
  | |- T (mem _ (argmin _ _)) => apply (proj2 (T_argmin _ _ _))
  | |- T (mem _ (argmax _ _)) => apply (proj2 (T_argmax _ _ _))
 
  | |- T (mem _ (finset _)) => apply (proj2 (T_finset _ _))
  end.
Ltac plain := intros; cbv beta in *;
  repeat match goal with H : T _ |- _ => progress (known H); cbv beta in H end;
  repeat match goal with H : _ /\ _ |- _ => destruct H end;
  try (wanted; cbv beta).
(* An equation between propositions as an equivalence, one between sets element by element. *)
Ltac both := apply T_ext; split; intro; plain.
Ltac easy_rule := plain; repeat split; try solve [auto | lra | nra | congruence];
  try (intro; solve [lra | nra | congruence]);
  try (both; solve [auto | lra | nra | congruence | intro; lra]).

Lemma ax_pi_pos : T (lt (IZR 0) PI).
Proof. plain. apply PI_RGT_0. Qed.
Lemma ax_mul_inv_cancel : forall (a : R), T (negb (eqb a (IZR 0))) -> T (eqb (a * ((IZR 1) / a)) (IZR 1)).
Proof. plain. now field. Qed.
Lemma ax_mul_self_mul_inv : forall (a : R), T (eqb ((a * a) * ((IZR 1) / a)) a).
Proof. plain. destruct (Req_dec a 0) as [->|N]; [ring|now field]. Qed.
Lemma ax_inv_mul_mul_inv : forall (a : R), T (eqb ((((IZR 1) / a) * ((IZR 1) / a)) * a) ((IZR 1) / a)).
Proof. plain. destruct (Req_dec a 0) as [->|N]; [unfold Rdiv; rewrite Rinv_0; ring|now field]. Qed.
Lemma ax_inv_div : forall (a : R) (b : R), T (eqb ((IZR 1) / (a / b)) (b / a)).
Proof. plain. unfold Rdiv. rewrite Rinv_mult, Rinv_inv. ring. Qed.
Lemma ax_eq_iff_sub_eq_zero : forall (a : R) (b : R), T (eqb (eqb a b) (eqb (a - b) (IZR 0))).
Proof. plain. both; lra. Qed.
Lemma ax_mul_eq_zero_of_ne : forall (c : R) (a : R), T (negb (eqb c (IZR 0))) -> T (eqb (eqb (c * a) (IZR 0)) (eqb a (IZR 0))).
Proof. plain. both; [|rewrite H0; ring]. now apply Rmult_integral in H0 as [|]. Qed.
Lemma ax_delta_self : forall (a : R), T (eqb (delta a a) (IZR 1)).
Proof. plain. unfold delta. destruct (dec (a = a)); congruence. Qed.
Lemma ax_delta_of_ne : forall (a : R) (b : R), T (negb (eqb a b)) -> T (eqb (delta a b) (IZR 0)).
Proof. plain. unfold delta. destruct (dec (a = b)); congruence. Qed.
Lemma ax_delta_comm : forall (a : R) (b : R), T (eqb (delta a b) (delta b a)).
Proof. plain. apply delta_swap. Qed.
Lemma ax_delta_mul_self : forall (a : R) (b : R), T (eqb ((delta a b) * (delta a b)) (delta a b)).
Proof. plain. unfold delta. destruct (dec (a = b)); lra. Qed.
Lemma ax_delta_nonneg : forall (a : R) (b : R), T (le (IZR 0) (delta a b)).
Proof. plain. unfold delta. destruct (dec (a = b)); lra. Qed.
Lemma ax_delta_le_one : forall (a : R) (b : R), T (le (delta a b) (IZR 1)).
Proof. plain. unfold delta. destruct (dec (a = b)); lra. Qed.
Lemma ax_delta_mul_eq : forall (a : R) (b : R) (f : (R -> R)), T (eqb ((delta a b) * (f a)) ((delta a b) * (f b))).
Proof. plain. unfold delta. destruct (dec (a = b)) as [->|]; lra. Qed.
Lemma ax_log_mul : forall (a : R) (b : R), T (lt (IZR 0) a) -> T (lt (IZR 0) b) -> T (eqb (ln (a * b)) ((ln a) + (ln b))).
Proof. plain. now apply ln_mult. Qed.
Lemma ax_log_div : forall (a : R) (b : R), T (lt (IZR 0) a) -> T (lt (IZR 0) b) -> T (eqb (ln (a / b)) ((ln a) - (ln b))).
Proof. plain. unfold Rdiv. rewrite ln_mult, ln_Rinv; auto using Rinv_0_lt_compat. Qed.
Lemma ax_log_inv : forall (a : R), T (eqb (ln ((IZR 1) / a)) (- (ln a))).
Proof. plain. unfold Rdiv. rewrite Rmult_1_l. destruct (Rlt_dec 0 a) as [P|N]; [now apply ln_Rinv|].
  unfold ln. destruct (Rlt_dec 0 (/ a)) as [P|_], (Rlt_dec 0 a) as [|_]; try tauto; [|lra].
  destruct N. rewrite <- (Rinv_inv a). now apply Rinv_0_lt_compat. Qed.
Lemma ax_log_div_self : forall (a : R), T (eqb (ln (a / a)) (IZR 0)).
Proof. plain. destruct (Req_dec a 0) as [->|N].
  - unfold Rdiv. rewrite Rmult_0_l. unfold ln. destruct (Rlt_dec 0 0) as [K|K]; [destruct (Rlt_irrefl 0 K)|reflexivity].
  - unfold Rdiv. rewrite Rinv_r by auto. apply ln_1. Qed.
Lemma ax_log_pow : forall (a : R) (n : R), T (lt (IZR 0) a) -> T (eqb (ln (rpow a n)) (n * (ln a))).
Proof. plain. rewrite rpow_pos_base by auto. apply ln_exp. Qed.
Lemma ax_log_one : T (eqb (ln (IZR 1)) (IZR 0)).
Proof. plain. apply ln_1. Qed.
Lemma ax_log_nonpos : forall (a : R), T (le a (IZR 0)) -> T (eqb (ln a) (IZR 0)).
Proof. plain. unfold ln. destruct (Rlt_dec 0 a) as [K|K]; [|reflexivity]. destruct (Rlt_irrefl a). eapply Rle_lt_trans; eauto. Qed.
Lemma ax_log_exp : forall (a : R), T (eqb (ln (exp a)) a).
Proof. plain. apply ln_exp. Qed.
Lemma ax_exp_log : forall (a : R), T (lt (IZR 0) a) -> T (eqb (exp (ln a)) a).
Proof. plain. now apply exp_ln. Qed.
Lemma ax_exp_add : forall (a : R) (b : R), T (eqb (exp (a + b)) ((exp a) * (exp b))).
Proof. plain. apply exp_plus. Qed.
Lemma ax_exp_neg : forall (a : R), T (eqb (exp (- a)) ((IZR 1) / (exp a))).
Proof. plain. unfold Rdiv. rewrite Rmult_1_l. apply exp_Ropp. Qed.
Lemma ax_exp_zero : T (eqb (exp (IZR 0)) (IZR 1)).
Proof. plain. apply exp_0. Qed.
Lemma ax_mul_log_div : forall (a : R) (b : R), T (le (IZR 0) a) -> T (lt (IZR 0) b) -> T (eqb (a * (ln (a / b))) ((a * (ln a)) - (a * (ln b)))).
Proof. plain. destruct H as [Ha|<-]; [|ring]. unfold Rdiv.
  rewrite ln_mult, ln_Rinv; auto using Rinv_0_lt_compat. ring. Qed.
Lemma ax_mul_log_div_of_imp : forall (a : R) (b : R), T (le (IZR 0) a) -> T (le (IZR 0) b) -> T (implb (eqb b (IZR 0)) (eqb a (IZR 0))) -> T (eqb (a * (ln (a / b))) ((a * (ln a)) - (a * (ln b)))).
Proof. plain. destruct H as [Ha|<-]; [|ring]. destruct H0 as [Hb|Hb].
  - unfold Rdiv. rewrite ln_mult, ln_Rinv; auto using Rinv_0_lt_compat. ring.
  - assert (E : T (eqb b 0)) by (plain; auto). apply H1 in E. plain. rewrite E. ring. Qed.
Lemma ax_mul_log_mul : forall (a : R) (b : R), T (le (IZR 0) a) -> T (lt (IZR 0) b) -> T (eqb (a * (ln (a * b))) (a * ((ln a) + (ln b)))).
Proof. plain. destruct H as [Ha|<-]; [|ring]. rewrite ln_mult; auto. Qed.
Lemma ax_mul_mul_log_mul : forall (a : R) (b : R), T (le (IZR 0) a) -> T (le (IZR 0) b) -> T (eqb ((a * b) * (ln (a * b))) (((a * b) * (ln a)) + ((a * b) * (ln b)))).
Proof. plain. destruct H as [Ha|<-]; [|ring]. destruct H0 as [Hb|<-]; [|ring]. rewrite ln_mult; auto. ring. Qed.
Lemma ax_log_le_sub_one : forall (t : R), T (lt (IZR 0) t) -> T (le (ln t) (t - (IZR 1))).
Proof. plain. pose proof (exp_ineq1_le (ln t)). rewrite exp_ln in *; lra. Qed.
Lemma ax_log_lt_sub_one : forall (t : R), T (lt (IZR 0) t) -> T (negb (eqb t (IZR 1))) -> T (lt (ln t) (t - (IZR 1))).
Proof. plain. assert (ln t <> 0) by (apply ln_neq_0; auto).
  pose proof (exp_ineq1 (ln t)). rewrite exp_ln in *; lra. Qed.
Lemma ax_log_nonneg : forall (a : R), T (le (IZR 1) a) -> T (le (IZR 0) (ln a)).
Proof. plain. destruct H as [H|<-]; [|rewrite ln_1; lra]. rewrite <- ln_1. left. apply ln_increasing; lra. Qed.
Lemma ax_log_eq_zero : forall (a : R), T (lt (IZR 0) a) -> T (eqb (eqb (ln a) (IZR 0)) (eqb a (IZR 1))).
Proof. plain. both; [|rewrite H0; apply ln_1]. apply ln_inv; try lra. now rewrite ln_1. Qed.
Lemma ax_log_lt_log : forall (a : R) (b : R), T (lt (IZR 0) a) -> T (lt a b) -> T (lt (ln a) (ln b)).
Proof. plain. now apply ln_increasing. Qed.
Lemma ax_log_le_log : forall (a : R) (b : R), T (lt (IZR 0) a) -> T (le a b) -> T (le (ln a) (ln b)).
Proof. plain. destruct H0 as [L|<-]; [left; now apply ln_increasing|right; reflexivity]. Qed.
Lemma ax_ne_of_pos : forall (a : R), T (lt (IZR 0) a) -> T (negb (eqb a (IZR 0))).
Proof. plain. lra. Qed.
Lemma ax_ne_of_neg : forall (a : R), T (lt a (IZR 0)) -> T (negb (eqb a (IZR 0))).
Proof. plain. lra. Qed.
Lemma ax_ne_symm : forall (a : R) (b : R), T (negb (eqb b a)) -> T (negb (eqb a b)).
Proof. plain. lra. Qed.
Lemma ax_ne_of_lt : forall (a : R) (b : R), T (lt a b) -> T (negb (eqb a b)).
Proof. plain. lra. Qed.
Lemma ax_sub_ne_zero : forall (a : R) (b : R), T (negb (eqb a b)) -> T (negb (eqb (a - b) (IZR 0))).
Proof. plain. lra. Qed.
Lemma ax_div_ne_one : forall (a : R) (b : R), T (negb (eqb a b)) -> T (negb (eqb (a / b) (IZR 1))).
Proof. plain. intros E. apply H. destruct (Req_dec b 0) as [->|N].
  - unfold Rdiv in E. rewrite Rinv_0 in E. lra.
  - apply (Rmult_eq_compat_r b) in E. unfold Rdiv in E. rewrite Rmult_assoc, Rinv_l in E by auto. lra. Qed.
Lemma ax_ne_of_proportional : forall (a : R) (b : R) (c : R) (d : R) (k : R), T (negb (eqb k (IZR 0))) -> T (negb (eqb c d)) -> T (eqb (a - b) (k * (c - d))) -> T (negb (eqb a b)).
Proof. plain. intros ->. assert (E : k * (c - d) = 0) by lra. apply Rmult_integral in E. lra. Qed.
Lemma ax_le_of_lt : forall (a : R) (b : R), T (lt a b) -> T (le a b).
Proof. plain. lra. Qed.
Lemma ax_le_antisymm : forall (a : R) (b : R), T (le a b) -> T (le b a) -> T (eqb a b).
Proof. plain. lra. Qed.
Lemma ax_le_of_eq : forall (a : R) (b : R), T (eqb a b) -> T (le a b).
Proof. plain. lra. Qed.
Lemma ax_neg_of_pos : forall (a : R), T (lt (IZR 0) a) -> T (lt (- a) (IZR 0)).
Proof. plain. lra. Qed.
Lemma ax_add_pos : forall (a : R) (b : R), T (lt (IZR 0) a) -> T (lt (IZR 0) b) -> T (lt (IZR 0) (a + b)).
Proof. plain. lra. Qed.
Lemma ax_add_pos_of_pos_of_nonneg : forall (a : R) (b : R), T (lt (IZR 0) a) -> T (le (IZR 0) b) -> T (lt (IZR 0) (a + b)).
Proof. plain. lra. Qed.
Lemma ax_add_pos_of_nonneg_of_pos : forall (a : R) (b : R), T (le (IZR 0) a) -> T (lt (IZR 0) b) -> T (lt (IZR 0) (a + b)).
Proof. plain. lra. Qed.
Lemma ax_sub_pos : forall (a : R) (b : R), T (lt b a) -> T (lt (IZR 0) (a - b)).
Proof. plain. lra. Qed.
Lemma ax_sub_nonneg : forall (a : R) (b : R), T (le b a) -> T (le (IZR 0) (a - b)).
Proof. plain. lra. Qed.
Lemma ax_add_nonneg : forall (a : R) (b : R), T (le (IZR 0) a) -> T (le (IZR 0) b) -> T (le (IZR 0) (a + b)).
Proof. plain. lra. Qed.
Lemma ax_pos_of_nonneg_ne : forall (a : R), T (le (IZR 0) a) -> T (negb (eqb a (IZR 0))) -> T (lt (IZR 0) a).
Proof. plain. lra. Qed.
Lemma ax_not_lt : forall (a : R) (b : R), T (eqb (negb (lt a b)) (le b a)).
Proof. plain. both; [apply Rnot_lt_le || apply Rnot_le_lt; intros K; apply H; plain; auto|intros K; plain; lra]. Qed.
Lemma ax_not_le : forall (a : R) (b : R), T (eqb (negb (le a b)) (lt b a)).
Proof. plain. both; [apply Rnot_lt_le || apply Rnot_le_lt; intros K; apply H; plain; auto|intros K; plain; lra]. Qed.
Lemma ax_mul_ne_zero : forall (a : R) (b : R), T (negb (eqb a (IZR 0))) -> T (negb (eqb b (IZR 0))) -> T (negb (eqb (a * b) (IZR 0))).
Proof. plain. now apply Rmult_integral_contrapositive. Qed.
Lemma ax_div_ne_zero : forall (a : R) (b : R), T (negb (eqb a (IZR 0))) -> T (negb (eqb b (IZR 0))) -> T (negb (eqb (a / b) (IZR 0))).
Proof. plain. apply Rmult_integral_contrapositive. split; auto. now apply Rinv_neq_0_compat. Qed.
Lemma ax_pow_ne_zero : forall (a : R) (n : R), T (lt (IZR 0) a) -> T (negb (eqb (rpow a n) (IZR 0))).
Proof. plain. rewrite rpow_pos_base by auto. pose proof (exp_pos (n * ln a)). lra. Qed.
Lemma ax_neg_ne_zero : forall (a : R), T (negb (eqb a (IZR 0))) -> T (negb (eqb (- a) (IZR 0))).
Proof. plain. lra. Qed.
Lemma ax_mul_pos : forall (a : R) (b : R), T (lt (IZR 0) a) -> T (lt (IZR 0) b) -> T (lt (IZR 0) (a * b)).
Proof. plain. now apply Rmult_lt_0_compat. Qed.
Lemma ax_div_pos : forall (a : R) (b : R), T (lt (IZR 0) a) -> T (lt (IZR 0) b) -> T (lt (IZR 0) (a / b)).
Proof. plain. apply Rmult_lt_0_compat; auto using Rinv_0_lt_compat. Qed.
Lemma ax_div_lt_one : forall (a : R) (b : R), T (lt a b) -> T (lt (IZR 0) b) -> T (lt (a / b) (IZR 1)).
Proof. plain. apply Rmult_lt_reg_r with b; auto. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. Qed.
Lemma ax_pow_pos : forall (a : R) (n : R), T (lt (IZR 0) a) -> T (lt (IZR 0) (rpow a n)).
Proof. plain. rewrite rpow_pos_base by auto. apply exp_pos. Qed.
Lemma ax_mul_nonneg : forall (a : R) (b : R), T (le (IZR 0) a) -> T (le (IZR 0) b) -> T (le (IZR 0) (a * b)).
Proof. plain. now apply Rmult_le_pos. Qed.
Lemma ax_div_nonneg : forall (a : R) (b : R), T (le (IZR 0) a) -> T (le (IZR 0) b) -> T (le (IZR 0) (a / b)).
Proof. plain. apply Rmult_le_pos; auto. destruct H0 as [P|<-]; [left; now apply Rinv_0_lt_compat|rewrite Rinv_0; lra]. Qed.
Lemma ax_sq_nonneg : forall (a : R), T (le (IZR 0) (rpow a (IZR 2))).
Proof. plain. rewrite (rpow_IZR a 2), square. apply Rle_0_sqr. Qed.
Lemma ax_sq_pos : forall (a : R), T (negb (eqb a (IZR 0))) -> T (lt (IZR 0) (rpow a (IZR 2))).
Proof. plain. rewrite (rpow_IZR a 2), square. now apply Rlt_0_sqr. Qed.
Lemma ax_exp_pos : forall (a : R), T (lt (IZR 0) (exp a)).
Proof. plain. apply exp_pos. Qed.
Lemma ax_mul_le_mul_left : forall (c : R) (a : R) (b : R), T (le (IZR 0) c) -> T (le a b) -> T (le (c * a) (c * b)).
Proof. plain. now apply Rmult_le_compat_l. Qed.
Lemma ax_mul_lt_mul_left : forall (c : R) (a : R) (b : R), T (lt (IZR 0) c) -> T (lt a b) -> T (lt (c * a) (c * b)).
Proof. plain. now apply Rmult_lt_compat_l. Qed.
Lemma ax_le_iff_sub_nonneg : forall (a : R) (b : R), T (eqb (le a b) (le (IZR 0) (b - a))).
Proof. plain. both; lra. Qed.
Lemma ax_lt_iff_sub_pos : forall (a : R) (b : R), T (eqb (lt a b) (lt (IZR 0) (b - a))).
Proof. plain. both; lra. Qed.
Lemma ax_mul_nonneg_iff_of_pos : forall (c : R) (a : R), T (lt (IZR 0) c) -> T (eqb (le (IZR 0) (c * a)) (le (IZR 0) a)).
Proof. plain. both; [|apply Rmult_le_pos; lra]. apply Rmult_le_reg_l with c; lra. Qed.
Lemma ax_mul_pos_iff_of_pos : forall (c : R) (a : R), T (lt (IZR 0) c) -> T (eqb (lt (IZR 0) (c * a)) (lt (IZR 0) a)).
Proof. plain. both; [|apply Rmult_lt_0_compat; lra]. apply Rmult_lt_reg_l with c; lra. Qed.
Lemma ax_ind_of_true : forall (E : bool), T E -> T (eqb (ind E) (IZR 1)).
Proof. plain. unfold T in *. subst. reflexivity. Qed.
Lemma ax_ind_of_false : forall (E : bool), T (negb E) -> T (eqb (ind E) (IZR 0)).
Proof. plain. unfold T in *. destruct E; [tauto|reflexivity]. Qed.
Lemma ax_ind_eq_one : forall (E : bool), T (eqb (eqb (ind E) (IZR 1)) E).
Proof. plain. both; destruct E; cbn in *; auto; try reflexivity; try (plain; lra). discriminate. Qed.
Lemma ax_ind_nonneg : forall (E : bool), T (le (IZR 0) (ind E)).
Proof. plain. destruct E; cbn; lra. Qed.
Lemma ax_ind_le_one : forall (E : bool), T (le (ind E) (IZR 1)).
Proof. plain. destruct E; cbn; lra. Qed.
Lemma ax_ind_eq : forall (a : R) (b : R), T (eqb (ind (eqb a b)) (delta a b)).
Proof. plain. unfold ind, delta, eqb, bool_of. destruct (dec (a = b)); reflexivity. Qed.
Lemma ax_ind_and : forall (E : bool) (F : bool), T (eqb (ind (andb E F)) ((ind E) * (ind F))).
Proof. plain. destruct E, F; cbn; lra. Qed.
Lemma ax_abs_nonneg : forall (a : R), T (le (IZR 0) (Rabs a)).
Proof. plain. apply Rabs_pos. Qed.
Lemma ax_abs_of_nonneg : forall (a : R), T (le (IZR 0) a) -> T (eqb (Rabs a) a).
Proof. plain. now apply Rabs_pos_eq. Qed.
Lemma ax_le_abs_self : forall (a : R), T (le a (Rabs a)).
Proof. plain. apply RRle_abs. Qed.
Lemma ax_abs_mul : forall (a : R) (b : R), T (eqb (Rabs (a * b)) ((Rabs a) * (Rabs b))).
Proof. plain. apply Rabs_mult. Qed.
Lemma ax_abs_add : forall (a : R) (b : R), T (le (Rabs (a + b)) ((Rabs a) + (Rabs b))).
Proof. plain. apply Rabs_triang. Qed.
Lemma ax_abs_le : forall (a : R) (b : R), T (eqb (le (Rabs a) b) (andb (le (- b) a) (le a b))).
Proof. plain. apply T_ext. rewrite T_and, !T_le. unfold Rabs. destruct (Rcase_abs a); lra. Qed.
Lemma ax_abs_lt : forall (a : R) (b : R), T (lt (- b) a) -> T (lt a b) -> T (lt (Rabs a) b).
Proof. plain. apply Rabs_def1; lra. Qed.
Lemma ax_sq_abs : forall (a : R), T (eqb (rpow (Rabs a) (IZR 2)) (rpow a (IZR 2))).
Proof. plain. rewrite !(rpow_IZR _ 2), !square. unfold Rsqr, Rabs. destruct (Rcase_abs a); ring. Qed.
Lemma ax_le_abs_iff_sq : forall (e : R) (a : R), T (le (IZR 0) e) -> T (eqb (le e (Rabs a)) (le (rpow e (IZR 2)) (rpow a (IZR 2)))).
Proof. plain. rewrite !(rpow_IZR _ 2), !square. unfold Rsqr. apply T_ext. rewrite !T_le. unfold Rabs.
  destruct (Rcase_abs a); split; intros; nra. Qed.
Lemma ax_mem_reals : forall (t : R), T (mem t reals).
Proof. reflexivity. Qed.
Lemma ax_mem_ioi : forall (t : R) (a : R), T (lt a t) -> T (mem t (ioi a)).
Proof. plain; auto; split; auto. Qed.
Lemma ax_lt_of_ioi : forall (t : R) (a : R), T (mem t (ioi a)) -> T (lt a t).
Proof. plain; auto; split; auto. Qed.
Lemma ax_le_of_range : forall (i : R) (m : R) (n : R), T (mem i (range m n)) -> T (le m i).
Proof. plain; auto; split; auto. Qed.
Lemma ax_range_le : forall (i : R) (m : R) (n : R), T (mem i (range m n)) -> T (le i n).
Proof. plain; auto; split; auto. Qed.
Lemma ax_lt_of_ioo : forall (t : R) (a : R) (b : R), T (mem t (ioo a b)) -> T (lt a t).
Proof. plain; auto; split; auto. Qed.
Lemma ax_ioo_lt : forall (t : R) (a : R) (b : R), T (mem t (ioo a b)) -> T (lt t b).
Proof. plain; auto; split; auto. Qed.
Lemma ax_mem_ioo : forall (t : R) (a : R) (b : R), T (lt a t) -> T (lt t b) -> T (mem t (ioo a b)).
Proof. plain; auto; split; auto. Qed.
Lemma ax_le_of_icc : forall (t : R) (a : R) (b : R), T (mem t (icc a b)) -> T (le a t).
Proof. plain; auto; split; auto. Qed.
Lemma ax_icc_le : forall (t : R) (a : R) (b : R), T (mem t (icc a b)) -> T (le t b).
Proof. plain; auto; split; auto. Qed.
Lemma ax_mem_icc : forall (t : R) (a : R) (b : R), T (le a t) -> T (le t b) -> T (mem t (icc a b)).
Proof. plain; auto; split; auto. Qed.
Lemma ax_mem_range : forall (i : R) (m : R) (n : R), T (mem i integers) -> T (le m i) -> T (le i n) -> T (mem i (range m n)).
Proof. plain; auto; split; auto. Qed.
Lemma ax_integer_of_range : forall (i : R) (m : R) (n : R), T (mem i (range m n)) -> T (mem i integers).
Proof. plain; auto; split; auto. Qed.
Lemma ax_natural_nonneg : forall (n : R), T (mem n naturals) -> T (le (IZR 0) n).
Proof. plain. destruct H as [k ->]. apply pos_INR. Qed.
Lemma ax_one_le_of_natural : forall (n : R), T (mem n naturals) -> T (lt (IZR 0) n) -> T (le (IZR 1) n).
Proof. plain. destruct H as [k ->]. destruct k; [cbn in *; lra|]. rewrite S_INR. pose proof (pos_INR k). lra. Qed.
Lemma ax_natural_pred : forall (n : R), T (mem n naturals) -> T (lt (IZR 0) n) -> T (mem (n - (IZR 1)) naturals).
Proof. plain. destruct H as [k ->]. destruct k; [cbn in *; lra|]. exists k. rewrite S_INR. lra. Qed.
Lemma ax_natural_add : forall (m : R) (n : R), T (mem m naturals) -> T (mem n naturals) -> T (mem (m + n) naturals).
Proof. plain. destruct H as [k ->], H0 as [l ->]. exists (k + l)%nat. now rewrite plus_INR. Qed.
Lemma ax_integer_add : forall (m : R) (n : R), T (mem m integers) -> T (mem n integers) -> T (mem (m + n) integers).
Proof. plain. destruct H as [k ->], H0 as [l ->]. exists (k + l)%Z. now rewrite plus_IZR. Qed.
Lemma ax_integer_neg : forall (n : R), T (mem n integers) -> T (mem (- n) integers).
Proof. plain. destruct H as [k ->]. exists (- k)%Z. now rewrite opp_IZR. Qed.
Lemma ax_integer_sub : forall (m : R) (n : R), T (mem m integers) -> T (mem n integers) -> T (mem (m - n) integers).
Proof. plain. destruct H as [k ->], H0 as [l ->]. exists (k - l)%Z. now rewrite minus_IZR. Qed.
Lemma ax_natural_of_integer : forall (n : R), T (mem n integers) -> T (le (IZR 0) n) -> T (mem n naturals).
Proof. plain. destruct H as [k ->]. exists (Z.to_nat k). rewrite INR_IZR_INZ, Z2Nat.id; auto. now apply le_IZR. Qed.
Lemma ax_add_one_le_of_lt : forall (a : R) (b : R), T (mem a integers) -> T (mem b integers) -> T (lt a b) -> T (le (a + (IZR 1)) b).
Proof. plain. destruct H as [k ->], H0 as [l ->]. rewrite <- plus_IZR. apply IZR_le. apply lt_IZR in H1. lia. Qed.
Lemma ax_integer_of_natural : forall (n : R), T (mem n naturals) -> T (mem n integers).
Proof. plain. destruct H as [k ->]. exists (Z.of_nat k). apply INR_IZR_INZ. Qed.
(* Ranges as lists ------------------------------------------------------------------------------- *)

Definition between (z : Z) (n : nat) : list R := map (fun k => IZR (z + Z.of_nat k)) (seq 0 n).
Lemma between_NoDup z n : NoDup (between z n).
Proof.
  apply FinFun.Injective_map_NoDup; [|apply seq_NoDup]. intros i j E. apply eq_IZR in E. lia.
Qed.
Lemma between_In z n x : In x (between z n) <-> exists y, x = IZR y /\ (z <= y < z + Z.of_nat n)%Z.
Proof.
  unfold between. rewrite in_map_iff. split.
  - intros [k [<- Hk]]. apply in_seq in Hk. eexists. split; [reflexivity|lia].
  - intros [y [-> Hy]]. exists (Z.to_nat (y - z)). split; [f_equal; lia|]. apply in_seq. lia.
Qed.
Lemma between_next z n : between z (S n) = between z n ++ [IZR (z + Z.of_nat n)].
Proof. unfold between. now rewrite seq_S, map_app. Qed.
(* Every range is such a list: of the integers from the first one that is not below m. *)
Lemma range_between (m n : R) : exists z k, lists (between z k) (range m n).
Proof.
  set (z := (1 - up (Ropp m))%Z). assert (Hz : IZR z - 1 < m <= IZR z).
  { unfold z. rewrite minus_IZR. destruct (archimed (- m)). lra. }
  exists z, (Z.to_nat (up n - z)). split; [apply between_NoDup|]. intros x. rewrite between_In, T_range.
  destruct (archimed n) as [U1 U2]. split.
  - intros [y [-> Hy]]. split; [now exists y|]. split.
    + apply Rle_trans with (IZR z); [lra|]. apply IZR_le. lia.
    + assert (y <= up n - 1)%Z by lia. apply Rle_trans with (IZR (up n - 1)); [now apply IZR_le|].
      rewrite minus_IZR. lra.
  - intros [[y ->] [L1 L2]]. exists y. split; auto.
    assert (z - 1 < y)%Z by (apply lt_IZR; rewrite minus_IZR; lra).
    assert (y < up n)%Z by (apply lt_IZR; lra). lia.
Qed.
Lemma range_nat n : lists (between 1 n) (range (IZR 1) (INR n)).
Proof.
  split; [apply between_NoDup|]. intros x. rewrite between_In, T_range, INR_IZR_INZ. split.
  - intros [y [-> Hy]]. split; [now exists y|]. split; apply IZR_le; lia.
  - intros [[y ->] [L1 L2]]. exists y. apply le_IZR in L1, L2. split; auto. lia.
Qed.
Lemma length_between z n : length (between z n) = n.
Proof. unfold between. now rewrite map_length, seq_length. Qed.
Lemma bsum_app l m f : bsum (l ++ m) f = bsum l f + bsum m f.
Proof. induction l; cbn; lra. Qed.
Lemma bprod_app l m f : bprod (l ++ m) f = bprod l f * bprod m f.
Proof. induction l; cbn; [ring|]. rewrite IHl. ring. Qed.

Lemma ax_finite_range : forall (m : R) (n : R), T (finite (range m n)).
Proof. plain. destruct (range_between m n) as [z [k L]]. eauto. Qed.
Lemma ax_card_range : forall (n : R), T (mem n naturals) -> T (eqb (card (range (IZR 1) n)) n).
Proof. plain. destruct H as [k ->]. rewrite (card_list _ _ (range_nat k)), length_between. reflexivity. Qed.
(* Sums ------------------------------------------------------------------------------------------ *)

Lemma bsum_add l f g : bsum l (fun x => f x + g x) = bsum l f + bsum l g.
Proof. induction l; cbn; lra. Qed.
Lemma bsum_scale c l f : bsum l (fun x => c * f x) = c * bsum l f.
Proof. induction l; cbn; lra. Qed.
Lemma bsum_const c l : bsum l (fun _ => c) = INR (length l) * c.
Proof. induction l; [cbn; ring|]. cbn [bsum length]. rewrite S_INR, IHl. ring. Qed.
Lemma bsum_zero l f : (forall x, In x l -> f x = 0) -> bsum l f = 0.
Proof. induction l as [|a l IH]; cbn; intros H; auto. rewrite H, IH; auto. ring. Qed.
Lemma bsum_exchange l m h : bsum l (fun x => bsum m (h x)) = bsum m (fun y => bsum l (fun x => h x y)).
Proof.
  induction l as [|a l IH]; cbn; [symmetry; now apply bsum_zero|]. rewrite IH. symmetry. apply bsum_add.
Qed.
Lemma bsum_le l f g : (forall x, In x l -> f x <= g x) -> bsum l f <= bsum l g.
Proof.
  induction l as [|a l IH]; cbn; intros H; [lra|].
  assert (f a <= g a) by auto. assert (bsum l f <= bsum l g) by auto. lra.
Qed.
Lemma bsum_nonneg l f : (forall x, In x l -> 0 <= f x) -> 0 <= bsum l f.
Proof. intros H. rewrite <- (bsum_zero l (fun _ => 0)) by auto. now apply bsum_le. Qed.
Lemma bsum_ge_term l f a : (forall x, In x l -> 0 <= f x) -> In a l -> f a <= bsum l f.
Proof.
  induction l as [|b l IH]; cbn; intros H Ha; [tauto|].
  assert (0 <= f b) by auto. assert (0 <= bsum l f) by (apply bsum_nonneg; auto).
  destruct Ha as [<-|Ha]; [lra|]. assert (f a <= bsum l f) by auto. lra.
Qed.
Lemma bsum_is_zero l f :
  (forall x, In x l -> 0 <= f x) -> bsum l f = 0 -> forall x, In x l -> f x = 0.
Proof.
  intros H E x Hx. pose proof (bsum_ge_term l f x H Hx). specialize (H x Hx). lra.
Qed.
Lemma bsum_pick l a f : NoDup l -> In a l -> bsum l (fun x => delta x a * f x) = f a.
Proof.
  induction 1 as [|b l Hb Hl IH]; cbn; [tauto|]. unfold delta at 1. intros [->|Ha].
  - rewrite bsum_zero.
    + destruct (dec (a = a)); [ring|tauto].
    + intros x Hx. unfold delta. destruct (dec (x = a)); [subst; tauto|ring].
  - rewrite IH by auto. destruct (dec (b = a)); [subst; tauto|ring].
Qed.
Lemma bsum_map (l : list R) h f : bsum (map h l) f = bsum l (fun x => f (h x)).
Proof. induction l; cbn; congruence. Qed.
Lemma bprod_map (l : list R) h f : bprod (map h l) f = bprod l (fun x => f (h x)).
Proof. induction l; cbn; congruence. Qed.
Lemma lists_In {l A x} : lists l A -> In x l -> T (mem x A).
Proof. intros [_ E]. apply E. Qed.
Lemma In_lists {l A x} : lists l A -> T (mem x A) -> In x l.
Proof. intros [_ E]. apply E. Qed.

Lemma ax_sum_add : forall (f : (R -> R)) (g : (R -> R)) (A : set), T (eqb (sum A (fun b0 : R => ((f b0) + (g b0)))) ((sum A (fun b0 : R => (f b0))) + (sum A (fun b0 : R => (g b0))))).
Proof. plain. by_list A l L no; [apply bsum_add|ring]. Qed.
Lemma ax_sum_sub : forall (f : (R -> R)) (g : (R -> R)) (A : set), T (eqb (sum A (fun b0 : R => ((f b0) - (g b0)))) ((sum A (fun b0 : R => (f b0))) - (sum A (fun b0 : R => (g b0))))).
Proof. plain. by_list A l L no; [|ring]. clear. induction l; cbn; lra. Qed.
Lemma ax_sum_neg : forall (f : (R -> R)) (A : set), T (eqb (sum A (fun b0 : R => (- (f b0)))) (- (sum A (fun b0 : R => (f b0))))).
Proof. plain. by_list A l L no; [|ring]. clear. induction l; cbn; lra. Qed.
Lemma ax_mul_sum : forall (c : R) (f : (R -> R)) (A : set), T (eqb (c * (sum A (fun b0 : R => (f b0)))) (sum A (fun b0 : R => (c * (f b0))))).
Proof. plain. by_list A l L no; [symmetry; apply bsum_scale|ring]. Qed.
Lemma ax_sum_const : forall (c : R) (A : set), T (eqb (sum A (fun b0 : R => c)) ((card A) * c)).
Proof. plain. by_list A l L no; [apply bsum_const|ring]. Qed.
Lemma ax_sum_comm : forall (f : (R -> R -> R)) (A : set) (B : set), T (eqb (sum A (fun b0 : R => (sum B (fun b1 : R => (f b0 b1))))) (sum B (fun b0 : R => (sum A (fun b1 : R => (f b1 b0)))))).
Proof. plain. by_list A l L no.
  - destruct (classic (exists m, lists m B)) as [[m M]|no].
    + rewrite (sum_list _ _ _ M). rewrite <- (bsum_ext m (fun y => bsum l (fun x => f x y))).
      * rewrite <- bsum_exchange. apply bsum_ext. intros x _. now rewrite (sum_list _ _ _ M).
      * intros y _. now rewrite (sum_list _ _ _ L).
    + rewrite (sum_infinite _ _ no). apply bsum_zero. intros x _. now apply sum_infinite.
  - destruct (classic (exists m, lists m B)) as [[m M]|no'].
    + rewrite (sum_list _ _ _ M). symmetry. apply bsum_zero. intros x _. now apply sum_infinite.
    + now rewrite (sum_infinite _ _ no'). Qed.
Lemma ax_sum_delta : forall (a : R) (f : (R -> R)) (A : set), T (mem a A) -> T (finite A) -> T (eqb (sum A (fun b0 : R => ((delta b0 a) * (f b0)))) (f a)).
Proof. plain. destruct H0 as [l L]. rewrite (sum_list _ _ _ L). apply bsum_pick; [apply L|].
  now apply (In_lists L). Qed.
Lemma ax_sum_delta_of_not_mem : forall (a : R) (f : (R -> R)) (A : set), T (all A (fun b0 : R => (negb (eqb b0 a)))) -> T (eqb (sum A (fun b0 : R => ((delta b0 a) * (f b0)))) (IZR 0)).
Proof. plain. by_list A l L no; auto. apply bsum_zero. intros x Hx. unfold delta.
  destruct (dec (x = a)) as [E|]; [|ring]. specialize (H x (lists_In L Hx)). plain.
  congruence. Qed.
Lemma ax_sum_le_sum : forall (f : (R -> R)) (g : (R -> R)) (A : set), T (all A (fun b0 : R => (le (f b0) (g b0)))) -> T (le (sum A (fun b0 : R => (f b0))) (sum A (fun b0 : R => (g b0)))).
Proof. plain. by_list A l L no; [|lra]. apply bsum_le. intros x Hx. specialize (H x (lists_In L Hx)). now plain. Qed.
Lemma ax_sum_nonneg : forall (f : (R -> R)) (A : set), T (all A (fun b0 : R => (le (IZR 0) (f b0)))) -> T (le (IZR 0) (sum A (fun b0 : R => (f b0)))).
Proof. plain. by_list A l L no; [|lra]. apply bsum_nonneg. intros x Hx. specialize (H x (lists_In L Hx)).
  now plain. Qed.
Lemma ax_sum_pos : forall (f : (R -> R)) (A : set), T (all A (fun b0 : R => (lt (IZR 0) (f b0)))) -> T (lt (IZR 0) (card A)) -> T (lt (IZR 0) (sum A (fun b0 : R => (f b0)))).
Proof. plain. revert H0. by_list A l L no; [|intros C; destruct (Rlt_irrefl _ C)].
  destruct l as [|a l]; intros C; [destruct (Rlt_irrefl _ C)|]. cbn [bsum].
  assert (0 < f a) by (assert (K := H a (lists_In L (or_introl eq_refl))); now plain).
  apply Rplus_lt_le_0_compat; auto. apply bsum_nonneg. intros x Hx.
  assert (K := H x (lists_In L (or_intror Hx))). plain. now left. Qed.
Lemma ax_single_le_sum : forall (f : (R -> R)) (A : set) (a : R), T (all A (fun b0 : R => (le (IZR 0) (f b0)))) -> T (mem a A) -> T (finite A) -> T (le (f a) (sum A (fun b0 : R => (f b0)))).
Proof. plain. destruct H1 as [l L]. rewrite (sum_list _ _ _ L).
  apply (bsum_ge_term l f a); [|now apply (In_lists L)]. intros x Hx.
  specialize (H x (lists_In L Hx)). now plain. Qed.
Lemma ax_sum_eq_zero_iff : forall (f : (R -> R)) (A : set), T (all A (fun b0 : R => (le (IZR 0) (f b0)))) -> T (finite A) -> T (eqb (eqb (sum A (fun b0 : R => (f b0))) (IZR 0)) (all A (fun b0 : R => (eqb (f b0) (IZR 0))))).
Proof. plain. destruct H0 as [l L]. rewrite (sum_list _ _ _ L).
  assert (P : forall x, In x l -> 0 <= f x) by (intros x Hx; specialize (H x (lists_In L Hx)); now plain).
  both.
  - intros y Hy. plain. apply (bsum_is_zero l f); auto. now apply (In_lists L).
  - apply bsum_zero. intros x Hx. specialize (H0 x (lists_In L Hx)). now plain. Qed.
Lemma ax_sum_range_succ : forall (f : (R -> R)) (n : R), T (mem (n - (IZR 1)) naturals) -> T (eqb (sum (range (IZR 1) n) (fun b0 : R => (f b0))) ((sum (range (IZR 1) (n - (IZR 1))) (fun b0 : R => (f b0))) + (f n))).
Proof. plain. destruct H as [k E]. assert (En : n = INR (S k)) by (rewrite S_INR; lra). rewrite E, En.
  rewrite (sum_list _ _ _ (range_nat (S k))), (sum_list _ _ _ (range_nat k)), between_next, bsum_app.
  cbn [bsum]. rewrite INR_IZR_INZ. replace (1 + Z.of_nat k)%Z with (Z.of_nat (S k)) by lia. ring. Qed.
Lemma ax_prod_range_succ : forall (f : (R -> R)) (n : R), T (mem (n - (IZR 1)) naturals) -> T (eqb (prod (range (IZR 1) n) (fun b0 : R => (f b0))) ((prod (range (IZR 1) (n - (IZR 1))) (fun b0 : R => (f b0))) * (f n))).
Proof. plain. destruct H as [k E]. assert (En : n = INR (S k)) by (rewrite S_INR; lra). rewrite E, En.
  rewrite (prod_list _ _ _ (range_nat (S k))), (prod_list _ _ _ (range_nat k)), between_next, bprod_app.
  cbn [bprod]. rewrite INR_IZR_INZ. replace (1 + Z.of_nat k)%Z with (Z.of_nat (S k)) by lia. ring. Qed.
(* Products -------------------------------------------------------------------------------------- *)

Lemma bprod_pos l f : (forall x, In x l -> 0 < f x) -> 0 < bprod l f.
Proof. induction l; cbn; intros H; [lra|]. apply Rmult_lt_0_compat; auto. Qed.
Lemma bprod_one l f : (forall x, In x l -> f x = 1) -> bprod l f = 1.
Proof. induction l as [|a l IH]; cbn; intros H; auto. rewrite H, IH; auto. ring. Qed.
Lemma bprod_mul l f g : bprod l (fun x => f x * g x) = bprod l f * bprod l g.
Proof. induction l; cbn; [ring|]. rewrite IHl. ring. Qed.
Lemma bprod_exchange l m h : bprod l (fun x => bprod m (h x)) = bprod m (fun y => bprod l (fun x => h x y)).
Proof.
  induction l as [|a l IH]; cbn; [symmetry; now apply bprod_one|]. rewrite IH. symmetry. apply bprod_mul.
Qed.
Lemma ln_bprod l f : (forall x, In x l -> 0 < f x) -> ln (bprod l f) = bsum l (fun x => ln (f x)).
Proof.
  induction l as [|a l IH]; cbn; intros Hp; [apply ln_1|]. rewrite ln_mult, IH; auto using bprod_pos.
Qed.

Lemma ax_prod_mul : forall (f : (R -> R)) (g : (R -> R)) (A : set), T (eqb (prod A (fun b0 : R => ((f b0) * (g b0)))) ((prod A (fun b0 : R => (f b0))) * (prod A (fun b0 : R => (g b0))))).
Proof. plain. by_list A l L no; [apply bprod_mul|ring]. Qed.
Lemma ax_prod_inv : forall (f : (R -> R)) (A : set), T (eqb (prod A (fun b0 : R => ((IZR 1) / (f b0)))) ((IZR 1) / (prod A (fun b0 : R => (f b0))))).
Proof. plain. by_list A l L no; [|field]. clear. unfold Rdiv. rewrite Rmult_1_l.
  induction l; cbn; [now rewrite Rinv_1|]. rewrite IHl, Rinv_mult. ring. Qed.
Lemma ax_prod_const : forall (c : R) (A : set), T (eqb (prod A (fun b0 : R => c)) (rpow c (card A))).
Proof. plain. by_list A l L no; [|now rewrite (rpow_IZR c 0)]. rewrite rpow_nat. clear. induction l; cbn; congruence. Qed.
Lemma ax_prod_comm : forall (f : (R -> R -> R)) (A : set) (B : set), T (eqb (prod A (fun b0 : R => (prod B (fun b1 : R => (f b0 b1))))) (prod B (fun b0 : R => (prod A (fun b1 : R => (f b1 b0)))))).
Proof. plain. by_list A l L no.
  - destruct (classic (exists m, lists m B)) as [[m M]|no].
    + rewrite (prod_list _ _ _ M). rewrite <- (bprod_ext m (fun y => bprod l (fun x => f x y))).
      * rewrite <- bprod_exchange. apply bprod_ext. intros x _. now rewrite (prod_list _ _ _ M).
      * intros y _. now rewrite (prod_list _ _ _ L).
    + rewrite (prod_infinite _ _ no). apply bprod_one. intros x _. now apply prod_infinite.
  - destruct (classic (exists m, lists m B)) as [[m M]|no'].
    + rewrite (prod_list _ _ _ M). symmetry. apply bprod_one. intros x _. now apply prod_infinite.
    + now rewrite (prod_infinite _ _ no'). Qed.
Lemma ax_prod_pos : forall (f : (R -> R)) (A : set), T (all A (fun b0 : R => (lt (IZR 0) (f b0)))) -> T (lt (IZR 0) (prod A (fun b0 : R => (f b0)))).
Proof. plain. by_list A l L no; [|lra]. apply bprod_pos. intros x Hx. specialize (H x (lists_In L Hx)). now plain. Qed.
Lemma ax_log_prod : forall (f : (R -> R)) (A : set), T (all A (fun b0 : R => (lt (IZR 0) (f b0)))) -> T (eqb (ln (prod A (fun b0 : R => (f b0)))) (sum A (fun b0 : R => (ln (f b0))))).
Proof. plain. by_list A l L no; [|apply ln_1]. apply ln_bprod. intros x Hx. specialize (H x (lists_In L Hx)).
  now plain. Qed.
Lemma ax_exp_sum : forall (f : (R -> R)) (A : set), T (eqb (exp (sum A (fun b0 : R => (f b0)))) (prod A (fun b0 : R => (exp (f b0))))).
Proof. plain. by_list A l L no; [|apply exp_0]. clear. induction l; cbn; [apply exp_0|]. now rewrite exp_plus, IHl. Qed.
(* Minimisers and maximisers ----------------------------------------------------------------------- *)

Ltac minimisers := plain; apply set_ext; intros t; rewrite ?T_argmin, ?T_argmax; split;
  intros [Ht H']; split; auto; intros s Hs; specialize (H' s Hs).

Lemma ax_argmin_add_const : forall (c : R) (f : (R -> R)) (A : set), T (eqb (argmin A (fun b0 : R => ((f b0) + c))) (argmin A (fun b0 : R => (f b0)))).
Proof. minimisers; lra. Qed.
Lemma ax_argmax_add_const : forall (c : R) (f : (R -> R)) (A : set), T (eqb (argmax A (fun b0 : R => ((f b0) + c))) (argmax A (fun b0 : R => (f b0)))).
Proof. minimisers; lra. Qed.
Lemma ax_argmin_const_sub : forall (c : R) (f : (R -> R)) (A : set), T (eqb (argmin A (fun b0 : R => (c - (f b0)))) (argmax A (fun b0 : R => (f b0)))).
Proof. minimisers; lra. Qed.
Lemma ax_argmin_neg : forall (f : (R -> R)) (A : set), T (eqb (argmin A (fun b0 : R => (- (f b0)))) (argmax A (fun b0 : R => (f b0)))).
Proof. minimisers; lra. Qed.
Lemma ax_argmax_neg : forall (f : (R -> R)) (A : set), T (eqb (argmax A (fun b0 : R => (- (f b0)))) (argmin A (fun b0 : R => (f b0)))).
Proof. minimisers; lra. Qed.
Lemma ax_argmin_mul_pos : forall (c : R) (f : (R -> R)) (A : set), T (lt (IZR 0) c) -> T (eqb (argmin A (fun b0 : R => (c * (f b0)))) (argmin A (fun b0 : R => (f b0)))).
Proof. minimisers; [apply Rmult_le_reg_l with c; auto|apply Rmult_le_compat_l; lra]. Qed.
Lemma ax_argmax_mul_pos : forall (c : R) (f : (R -> R)) (A : set), T (lt (IZR 0) c) -> T (eqb (argmax A (fun b0 : R => (c * (f b0)))) (argmax A (fun b0 : R => (f b0)))).
Proof. minimisers; [apply Rmult_le_reg_l with c; auto|apply Rmult_le_compat_l; lra]. Qed.
Lemma ax_argmax_log : forall (f : (R -> R)) (A : set), T (all A (fun b0 : R => (lt (IZR 0) (f b0)))) -> T (eqb (argmax A (fun b0 : R => (f b0))) (argmax A (fun b0 : R => (ln (f b0))))).
Proof. assert (M : forall a b, 0 < a -> 0 < b -> ln a <= ln b -> a <= b)
  by (intros a b Pa Pb [K|K]; [left; now apply ln_lt_inv|right; now apply ln_inv]).
  assert (N : forall a b, 0 < a -> 0 < b -> a <= b -> ln a <= ln b)
  by (intros a b Pa Pb [K| ->]; [left; now apply ln_increasing|right; auto]).
  minimisers; assert (P1 := H _ Ht); assert (P2 := H _ Hs); plain; auto. Qed.
Lemma ax_argmin_log : forall (f : (R -> R)) (A : set), T (all A (fun b0 : R => (lt (IZR 0) (f b0)))) -> T (eqb (argmin A (fun b0 : R => (f b0))) (argmin A (fun b0 : R => (ln (f b0))))).
Proof. assert (M : forall a b, 0 < a -> 0 < b -> ln a <= ln b -> a <= b)
  by (intros a b Pa Pb [K|K]; [left; now apply ln_lt_inv|right; now apply ln_inv]).
  assert (N : forall a b, 0 < a -> 0 < b -> a <= b -> ln a <= ln b)
  by (intros a b Pa Pb [K| ->]; [left; now apply ln_increasing|right; auto]).
  minimisers; assert (P1 := H _ Ht); assert (P2 := H _ Hs); plain; auto. Qed.
Lemma ax_argmin_eq_singleton : forall (f : (R -> R)) (A : set) (m : R), T (mem m A) -> T (all A (fun b0 : R => (implb (negb (eqb b0 m)) (lt (f m) (f b0))))) -> T (eqb (argmin A (fun b0 : R => (f b0))) (finset [m])).
Proof. plain. apply set_ext. intros t. rewrite T_argmin, T_finset. split.
  - intros [Ht K]. left. apply NNPP. intros N. specialize (K m H). specialize (H0 t Ht). plain.
    assert (Q : T (negb (eqb t m))) by (plain; congruence). apply H0 in Q. plain. lra.
  - intros [<-|[]]. split; auto. intros s Hs. destruct (Req_dec s m) as [->|N]; [lra|].
    specialize (H0 s Hs). plain. assert (Q : T (negb (eqb s m))) by now plain.
    apply H0 in Q. plain. lra. Qed.
Lemma ax_argmax_eq_singleton : forall (f : (R -> R)) (A : set) (m : R), T (mem m A) -> T (all A (fun b0 : R => (implb (negb (eqb b0 m)) (lt (f b0) (f m))))) -> T (eqb (argmax A (fun b0 : R => (f b0))) (finset [m])).
Proof. plain. apply set_ext. intros t. rewrite T_argmax, T_finset. split.
  - intros [Ht K]. left. apply NNPP. intros N. specialize (K m H). specialize (H0 t Ht). plain.
    assert (Q : T (negb (eqb t m))) by (plain; congruence). apply H0 in Q. plain. lra.
  - intros [<-|[]]. split; auto. intros s Hs. destruct (Req_dec s m) as [->|N]; [lra|].
    specialize (H0 s Hs). plain. assert (Q : T (negb (eqb s m))) by now plain.
    apply H0 in Q. plain. lra. Qed.
Lemma ax_mem_argmin : forall (f : (R -> R)) (A : set) (m : R), T (eqb (mem m (argmin A (fun b0 : R => (f b0)))) (andb (mem m A) (all A (fun b0 : R => (le (f m) (f b0)))))).
Proof. plain. apply T_ext. rewrite ?T_argmin, ?T_argmax, T_and, T_all.
  split; intros [M K]; split; auto; intros x Hx; specialize (K x Hx); now plain. Qed.
Lemma ax_mem_argmax : forall (f : (R -> R)) (A : set) (m : R), T (eqb (mem m (argmax A (fun b0 : R => (f b0)))) (andb (mem m A) (all A (fun b0 : R => (le (f b0) (f m)))))).
Proof. plain. apply T_ext. rewrite ?T_argmin, ?T_argmax, T_and, T_all.
  split; intros [M K]; split; auto; intros x Hx; specialize (K x Hx); now plain. Qed.
Lemma ax_one_pow : forall (n : R), T (eqb (rpow (IZR 1) n) (IZR 1)).
Proof. plain. rewrite rpow_pos_base by lra. rewrite ln_1, Rmult_0_r. apply exp_0. Qed.
Lemma ax_induction : forall (f : (R -> R)), T (eqb (f (IZR 0)) (IZR 1)) -> T (all naturals (fun b0 : R => (implb (eqb (f b0) (IZR 1)) (eqb (f (b0 + (IZR 1))) (IZR 1))))) -> T (all naturals (fun b0 : R => (eqb (f b0) (IZR 1)))).
Proof. plain. intros n Hn. plain. destruct Hn as [k ->]. induction k as [|k IH]; [exact H|]. rewrite S_INR.
  assert (K := H0 (INR k)). rewrite T_naturals, T_imp, !T_eqb in K. apply K; eauto. Qed.
Lemma ax_delta_of_distinct : forall (x : (R -> R)) (N : R) (i : R) (j : R), T (d_distinct N x) -> T (mem i (range (IZR 1) N)) -> T (mem j (range (IZR 1) N)) -> T (eqb (delta (x i) (x j)) (delta i j)).
Proof. intros x N i j H H0 H1. apply T_eqb. unfold d_distinct in H. rewrite T_all in H. assert (K := H i H0).
  cbv beta in K. rewrite T_all in K. assert (K' := K j H1). cbv beta in K'. rewrite T_imp in K'.
  rewrite !T_eqb in K'. unfold delta. destruct (dec (x i = x j)) as [E|E], (dec (i = j)) as [E'|E']; auto.
  - destruct E'. auto.
  - subst. tauto. Qed.
Lemma ax_count_eq_one_iff : forall (f : (R -> R)) (A : set) (a : R), T (mem a A) -> T (finite A) -> T (eqb (eqb (sum A (fun b0 : R => (delta (f a) (f b0)))) (IZR 1)) (all A (fun b0 : R => (implb (eqb (f a) (f b0)) (eqb a b0))))).
Proof. plain. destruct H0 as [l L]. rewrite (sum_list _ _ _ L).
  assert (P : forall m, ~ In a m -> NoDup m -> bsum m (fun b => delta (f a) (f b)) = 0 <->
      forall x, In x m -> f a <> f x).
  { intros m _ _. split.
    - intros E x Hx F. assert (G : delta (f a) (f x) = 0).
      { apply (bsum_is_zero m (fun b => delta (f a) (f b))); auto. intros y _.
        unfold delta. destruct (dec _); lra. }
      unfold delta in G. rewrite F in G. destruct (dec (f x = f x)); [lra|tauto].
    - intros N. apply bsum_zero. intros x Hx. specialize (N x Hx). unfold delta.
      destruct (dec (f a = f x)); tauto. }
  destruct L as [ND E]. assert (Ha : In a l) by now apply E.
  destruct (in_split _ _ Ha) as [l1 [l2 ->]]. assert (ND' := NoDup_remove _ _ _ ND).
  assert (C : bsum (l1 ++ a :: l2) (fun b => delta (f a) (f b))
      = 1 + bsum (l1 ++ l2) (fun b => delta (f a) (f b))).
  { rewrite !bsum_app. cbn [bsum]. unfold delta at 2. destruct (dec (f a = f a)); [ring|tauto]. }
  rewrite C. specialize (P (l1 ++ l2) (proj2 ND') (proj1 ND')). apply T_ext. rewrite T_eqb, T_all. split.
  - intros S x Hx. apply T_imp. rewrite !T_eqb. intros F. apply E in Hx.
    apply in_elt_inv in Hx as [|Hx]; auto. destruct (proj1 P) with x; auto. lra.
  - intros K. enough (bsum (l1 ++ l2) (fun b => delta (f a) (f b)) = 0) by lra. apply P. intros x Hx F.
    assert (M : T (mem x A)) by (apply E; rewrite in_app_iff in *; cbn; tauto).
    specialize (K x M). rewrite T_imp, !T_eqb in K. specialize (K F). subst. tauto. Qed.
(* Derivatives ------------------------------------------------------------------------------------- *)

Lemma derivative f x d : T (d_has_derivative f x d) <-> derivable_pt_lim f x d.
Proof.
  unfold d_has_derivative, has_derivative. split.
  - intros H e He. rewrite T_all in H.
    assert (K : T (mem (e / 2) (ioi (IZR 0)))) by (apply T_ioi; lra).
    specialize (H _ K). apply T_ex in H. destruct H as [r [Hr H]]. apply T_ioi in Hr.
    exists (mkposreal r Hr). intros h Hh Lh. cbn in Lh. rewrite T_all in H.
    specialize (H (x + h) (T_reals _)). rewrite T_imp, T_lt, T_le in H.
    replace (x + h - x) with h in H by ring. specialize (H Lh).
    replace ((f (x + h) - f x) / h - d) with ((f (x + h) - f x - d * h) / h) by (field; auto).
    unfold Rdiv. rewrite Rabs_mult, Rabs_inv.
    assert (P : 0 < Rabs h) by now apply Rabs_pos_lt.
    apply Rle_lt_trans with (e / 2); [|lra]. apply Rmult_le_reg_r with (Rabs h); auto.
    rewrite Rmult_assoc, Rinv_l by lra. lra.
  - intros H. apply T_all. intros e He. apply T_ioi in He. destruct (H e He) as [r Hr].
    apply T_ex. exists r. split; [apply T_ioi; apply cond_pos|]. apply T_all. intros y _. apply T_imp.
    rewrite T_lt, T_le. intros L. destruct (Req_dec y x) as [->|N].
    + replace (f x - f x - d * (x - x)) with 0 by ring. replace (x - x) with 0 by ring. rewrite Rabs_R0. lra.
    + assert (N' : y - x <> 0) by lra. specialize (Hr (y - x) N' L).
      replace (x + (y - x)) with y in Hr by ring.
      replace (f y - f x - d * (y - x)) with (((f y - f x) / (y - x) - d) * (y - x)) by (field; auto).
      rewrite Rabs_mult. apply Rmult_le_compat_r; [apply Rabs_pos|lra].
Qed.
Lemma local_derivative f g a b x d :
  a < x < b -> (forall y, a < y < b -> f y = g y) -> derivable_pt_lim g x d -> derivable_pt_lim f x d.
Proof.
  intros [La Lb] E H e He. destruct (H e He) as [r Hr].
  assert (P : 0 < Rmin r (Rmin (x - a) (b - x))).
  { apply Rmin_pos; [apply cond_pos|]. apply Rmin_pos; lra. }
  exists (mkposreal _ P). intros h Nh Lh. cbn in Lh.
  assert (L1 : Rabs h < r) by (eapply Rlt_le_trans; [apply Lh|apply Rmin_l]).
  assert (L2 : Rabs h < Rmin (x - a) (b - x)) by (eapply Rlt_le_trans; [apply Lh|apply Rmin_r]).
  assert (L3 : Rabs h < x - a) by (eapply Rlt_le_trans; [apply L2|apply Rmin_l]).
  assert (L4 : Rabs h < b - x) by (eapply Rlt_le_trans; [apply L2|apply Rmin_r]).
  apply Rabs_def2 in L3. apply Rabs_def2 in L4. rewrite !E by lra. auto.
Qed.
Lemma derivative_is f x d : T (d_has_derivative f x d) -> deriv f x = d.
Proof.
  intros H. apply the_spec; auto. intros y Hy. apply derivative in H, Hy. eapply uniqueness_limite; eauto.
Qed.
Ltac slope := plain; rewrite ?derivative in *.

Lemma ax_deriv_eq : forall (f : (R -> R)) (x : R) (d : R), T (d_has_derivative f x d) -> T (eqb (deriv f x) d).
Proof. plain. now apply derivative_is. Qed.
Lemma ax_has_deriv_const : forall (c : R) (x : R), T (d_has_derivative (fun b0 : R => c) x (IZR 0)).
Proof. slope. apply derivable_pt_lim_const. Qed.
Lemma ax_has_deriv_id : forall (x : R), T (d_has_derivative (fun b0 : R => b0) x (IZR 1)).
Proof. slope. apply derivable_pt_lim_id. Qed.
Lemma ax_has_deriv_add : forall (f : (R -> R)) (g : (R -> R)) (x : R) (a : R) (b : R), T (d_has_derivative f x a) -> T (d_has_derivative g x b) -> T (d_has_derivative (fun b0 : R => ((f b0) + (g b0))) x (a + b)).
Proof. slope. now apply (derivable_pt_lim_plus f g). Qed.
Lemma ax_has_deriv_sub : forall (f : (R -> R)) (g : (R -> R)) (x : R) (a : R) (b : R), T (d_has_derivative f x a) -> T (d_has_derivative g x b) -> T (d_has_derivative (fun b0 : R => ((f b0) - (g b0))) x (a - b)).
Proof. slope. now apply (derivable_pt_lim_minus f g). Qed.
Lemma ax_has_deriv_neg : forall (f : (R -> R)) (x : R) (a : R), T (d_has_derivative f x a) -> T (d_has_derivative (fun b0 : R => (- (f b0))) x (- a)).
Proof. slope. now apply (derivable_pt_lim_opp f). Qed.
Lemma ax_has_deriv_mul : forall (f : (R -> R)) (g : (R -> R)) (x : R) (a : R) (b : R), T (d_has_derivative f x a) -> T (d_has_derivative g x b) -> T (d_has_derivative (fun b0 : R => ((f b0) * (g b0))) x ((a * (g x)) + ((f x) * b))).
Proof. slope. now apply (derivable_pt_lim_mult f g). Qed.
Lemma ax_has_deriv_const_mul : forall (c : R) (f : (R -> R)) (x : R) (a : R), T (d_has_derivative f x a) -> T (d_has_derivative (fun b0 : R => (c * (f b0))) x (c * a)).
Proof. slope. now apply (derivable_pt_lim_scal f). Qed.
Lemma ax_has_deriv_div : forall (f : (R -> R)) (g : (R -> R)) (x : R) (a : R) (b : R), T (d_has_derivative f x a) -> T (d_has_derivative g x b) -> T (negb (eqb (g x) (IZR 0))) -> T (d_has_derivative (fun b0 : R => ((f b0) / (g b0))) x (((a * (g x)) - ((f x) * b)) / (rpow (g x) (IZR 2)))).
Proof. slope. rewrite (rpow_IZR _ 2), square.
  replace (a * g x - f x * b) with (a * g x - b * f x) by ring. now apply (derivable_pt_lim_div f g). Qed.
Lemma ax_has_deriv_log : forall (f : (R -> R)) (x : R) (a : R), T (d_has_derivative f x a) -> T (lt (IZR 0) (f x)) -> T (d_has_derivative (fun b0 : R => (ln (f b0))) x (a / (f x))).
Proof. slope. unfold Rdiv. rewrite Rmult_comm. apply (derivable_pt_lim_comp f ln); auto.
  now apply derivable_pt_lim_ln. Qed.
Lemma ax_has_deriv_exp : forall (f : (R -> R)) (x : R) (a : R), T (d_has_derivative f x a) -> T (d_has_derivative (fun b0 : R => (exp (f b0))) x ((exp (f x)) * a)).
Proof. slope. apply (derivable_pt_lim_comp f exp); auto. apply derivable_pt_lim_exp. Qed.
Lemma ax_has_deriv_comp : forall (f : (R -> R)) (g : (R -> R)) (x : R) (a : R) (b : R), T (d_has_derivative f (g x) a) -> T (d_has_derivative g x b) -> T (d_has_derivative (fun b0 : R => (f (g b0))) x (a * b)).
Proof. slope. now apply (derivable_pt_lim_comp g f). Qed.
Lemma ax_has_deriv_congr : forall (f : (R -> R)) (g : (R -> R)) (a : R) (b : R) (x : R) (d : R), T (d_has_derivative g x d) -> T (mem x (ioo a b)) -> T (all (ioo a b) (fun b0 : R => (eqb (f b0) (g b0)))) -> T (d_has_derivative f x d).
Proof. slope. apply (local_derivative f g a b); auto. intros y Hy. apply T_eqb, H1. now apply T_ioo. Qed.
Lemma power_slope n x : derivable_pt_lim (fun y => y ^ n) x (INR n * rpow x (INR n - 1)).
Proof.
  destruct n as [|n].
  - cbn [pow INR]. rewrite Rmult_0_l. apply derivable_pt_lim_const.
  - replace (INR (S n) - 1) with (INR n) by (rewrite S_INR; ring). rewrite rpow_nat.
    apply derivable_pt_lim_pow.
Qed.
Lemma real_power_slope n x : 0 < x -> derivable_pt_lim (fun y => rpow y n) x (n * rpow x (n - 1)).
Proof.
  intros P. apply (local_derivative _ (fun y => exp (n * ln y)) 0 (x + 1)); [lra| |].
  - intros y Hy. apply rpow_pos_base. lra.
  - replace (n * rpow x (n - 1)) with (exp (n * ln x) * (n * / x)).
    + apply (derivable_pt_lim_comp (fun y => n * ln y) exp); [|apply derivable_pt_lim_exp].
      apply (derivable_pt_lim_scal ln). now apply derivable_pt_lim_ln.
    + rewrite rpow_pos_base by auto. replace ((n - 1) * ln x) with (n * ln x + - ln x) by ring.
      rewrite exp_plus, exp_Ropp, exp_ln by auto. ring.
Qed.

Lemma ax_has_deriv_pow : forall (f : (R -> R)) (n : R) (x : R) (a : R), T (d_has_derivative f x a) -> T (mem n naturals) -> T (d_has_derivative (fun b0 : R => (rpow (f b0) n)) x ((n * (rpow (f x) (n - (IZR 1)))) * a)).
Proof. slope. destruct H0 as [k ->]. apply (local_derivative _ (fun y => f y ^ k) (x - 1) (x + 1)); [lra| |].
  - intros y _. apply rpow_nat.
  - apply (derivable_pt_lim_comp f (fun y => y ^ k)); auto. apply power_slope. Qed.
Lemma ax_has_deriv_rpow : forall (f : (R -> R)) (n : R) (x : R) (a : R), T (d_has_derivative f x a) -> T (lt (IZR 0) (f x)) -> T (d_has_derivative (fun b0 : R => (rpow (f b0) n)) x ((n * (rpow (f x) (n - (IZR 1)))) * a)).
Proof. slope. apply (derivable_pt_lim_comp f (fun y => rpow y n)); auto. now apply real_power_slope. Qed.
Lemma ax_has_deriv_sum : forall (f : (R -> R -> R)) (g : (R -> R)) (A : set) (x : R), T (all A (fun b0 : R => (d_has_derivative (fun b1 : R => (f b1 b0)) x (g b0)))) -> T (d_has_derivative (fun b0 : R => (sum A (fun b1 : R => (f b0 b1)))) x (sum A (fun b0 : R => (g b0)))).
Proof. slope. by_list A l L no.
  2: { apply (local_derivative _ (fun _ => 0) (x - 1) (x + 1)); [lra| |apply derivable_pt_lim_const].
    intros y _. now apply sum_infinite. }
  apply (local_derivative _ (fun y => bsum l (fun i => f y i)) (x - 1) (x + 1)); [lra| |].
  - intros y _. now rewrite (sum_list _ _ _ L).
  - assert (K : forall i, In i l -> derivable_pt_lim (fun y => f y i) x (g i)).
    { intros i Hi. apply derivative. apply (H i). now apply L. }
    clear L H. induction l as [|i l IH]; cbn [bsum]; [apply derivable_pt_lim_const|].
    apply (derivable_pt_lim_plus (fun y => f y i) (fun y => bsum l (fun i => f y i))).
    + apply K. now left.
    + apply IH. intros j Hj. apply K. now right. Qed.
(* From the sign of the derivative to the order of values. *)
Section Slopes.
Variable f : R -> R.
Lemma mean_value a b : a < b -> (forall x, a <= x <= b -> T (d_differentiable f x)) ->
  exists c, f b - f a = deriv f c * (b - a) /\ a < c < b.
Proof.
  intros L H. destruct (MVT_cor2 f (deriv f) a b L) as [c [E I]]; [|eauto].
  intros x Hx. now apply derivative, H.
Qed.
Lemma rises a b : a < b -> (forall x, a <= x <= b -> T (d_differentiable f x)) ->
  (forall x, a < x < b -> 0 < deriv f x) -> f a < f b.
Proof.
  intros L H P. destruct (mean_value a b L H) as [c [E I]]. specialize (P c I).
  assert (0 < deriv f c * (b - a)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.
Lemma falls a b : a < b -> (forall x, a <= x <= b -> T (d_differentiable f x)) ->
  (forall x, a < x < b -> deriv f x < 0) -> f b < f a.
Proof.
  intros L H P. destruct (mean_value a b L H) as [c [E I]]. specialize (P c I).
  assert (0 < (- deriv f c) * (b - a)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.
End Slopes.
Definition interval (A : set) : Prop :=
  forall a b x, T (mem a A) -> T (mem b A) -> a <= x <= b -> T (mem x A).
Lemma is_interval A :
  T (all A (fun a => all A (fun b => all (icc b a) (fun x => mem x A)))) -> interval A.
Proof.
  rewrite T_all. intros H a b x Ha Hb I. assert (K := H b Hb). cbv beta in K. rewrite T_all in K.
  specialize (K a Ha). cbv beta in K. rewrite T_all in K. apply (K x). now apply T_icc.
Qed.
Lemma only_minimum f A m : T (mem m A) -> (forall s, T (mem s A) -> s <> m -> f m < f s) ->
  argmin A f = finset [m].
Proof.
  intros Hm K. apply set_ext. intros t. rewrite T_argmin, T_finset. split.
  - intros [Ht L]. left. apply NNPP. intros N. specialize (L m Hm). specialize (K t Ht). lra.
  - intros [<-|[]]. split; auto. intros s Hs. destruct (Req_dec s m) as [->|N]; [lra|].
    specialize (K s Hs N). lra.
Qed.
Lemma only_maximum f A m : T (mem m A) -> (forall s, T (mem s A) -> s <> m -> f s < f m) ->
  argmax A f = finset [m].
Proof.
  intros Hm K. apply set_ext. intros t. rewrite T_argmax, T_finset. split.
  - intros [Ht L]. left. apply NNPP. intros N. specialize (L m Hm). specialize (K t Ht). lra.
  - intros [<-|[]]. split; auto. intros s Hs. destruct (Req_dec s m) as [->|N]; [lra|].
    specialize (K s Hs N). lra.
Qed.
Section Peaks.
Variables (f : R -> R) (A : set) (m : R).
Hypotheses (I : interval A) (Hm : T (mem m A)).
Hypothesis D : forall x, T (mem x A) -> T (d_differentiable f x).
Lemma valley : (forall x, T (mem x A) -> x < m -> deriv f x < 0) ->
  (forall x, T (mem x A) -> m < x -> 0 < deriv f x) -> argmin A f = finset [m].
Proof.
  intros L U. apply only_minimum; auto. intros s Hs N. destruct (Rdichotomy s m N) as [K|K].
  - apply falls; auto; [intros x Hx; apply D; now apply (I s m)|].
    intros x Hx. apply L; [apply (I s m); auto; lra|lra].
  - apply rises; auto; [intros x Hx; apply D; now apply (I m s)|].
    intros x Hx. apply U; [apply (I m s); auto; lra|lra].
Qed.
Lemma peak : (forall x, T (mem x A) -> x < m -> 0 < deriv f x) ->
  (forall x, T (mem x A) -> m < x -> deriv f x < 0) -> argmax A f = finset [m].
Proof.
  intros L U. apply only_maximum; auto. intros s Hs N. destruct (Rdichotomy s m N) as [K|K].
  - apply rises; auto; [intros x Hx; apply D; now apply (I s m)|].
    intros x Hx. apply L; [apply (I s m); auto; lra|lra].
  - apply falls; auto; [intros x Hx; apply D; now apply (I m s)|].
    intros x Hx. apply U; [apply (I m s); auto; lra|lra].
Qed.
End Peaks.
Lemma implied {A P Q} : T (all A (fun x => implb (P x) (Q x))) ->
  forall x, T (mem x A) -> T (P x) -> T (Q x).
Proof. rewrite T_all. intros H x Hx. specialize (H x Hx). now apply T_imp. Qed.

Lemma ax_lt_of_deriv_pos : forall (f : (R -> R)) (a : R) (b : R), T (lt a b) -> T (all (icc a b) (fun b0 : R => (d_differentiable f b0))) -> T (all (ioo a b) (fun b0 : R => (lt (IZR 0) (deriv f b0)))) -> T (lt (f a) (f b)).
Proof. plain. apply rises; auto.
  - intros x Hx. apply H0. now apply T_icc.
  - intros x Hx. apply T_lt, H1. now apply T_ioo. Qed.
Lemma ax_lt_of_deriv_neg : forall (f : (R -> R)) (a : R) (b : R), T (lt a b) -> T (all (icc a b) (fun b0 : R => (d_differentiable f b0))) -> T (all (ioo a b) (fun b0 : R => (lt (deriv f b0) (IZR 0)))) -> T (lt (f b) (f a)).
Proof. plain. apply falls; auto.
  - intros x Hx. apply H0. now apply T_icc.
  - intros x Hx. apply T_lt, H1. now apply T_ioo. Qed.
Lemma ax_argmin_eq_singleton_of_deriv : forall (f : (R -> R)) (A : set) (m : R), T (all A (fun b0 : R => (all A (fun b1 : R => (all (icc b1 b0) (fun b2 : R => (mem b2 A))))))) -> T (mem m A) -> T (all A (fun b0 : R => (d_differentiable f b0))) -> T (all A (fun b0 : R => (implb (lt b0 m) (lt (deriv f b0) (IZR 0))))) -> T (all A (fun b0 : R => (implb (lt m b0) (lt (IZR 0) (deriv f b0))))) -> T (eqb (argmin A (fun b0 : R => (f b0))) (finset [m])).
Proof. intros f A m I Hm D L U. apply T_eqb. apply valley; auto using is_interval.
  - now rewrite T_all in D.
  - intros x Hx K. apply T_lt. apply (implied L x Hx). now apply T_lt.
  - intros x Hx K. apply T_lt. apply (implied U x Hx). now apply T_lt. Qed.
Lemma ax_argmax_eq_singleton_of_deriv : forall (f : (R -> R)) (A : set) (m : R), T (all A (fun b0 : R => (all A (fun b1 : R => (all (icc b1 b0) (fun b2 : R => (mem b2 A))))))) -> T (mem m A) -> T (all A (fun b0 : R => (d_differentiable f b0))) -> T (all A (fun b0 : R => (implb (lt b0 m) (lt (IZR 0) (deriv f b0))))) -> T (all A (fun b0 : R => (implb (lt m b0) (lt (deriv f b0) (IZR 0))))) -> T (eqb (argmax A (fun b0 : R => (f b0))) (finset [m])).
Proof. intros f A m I Hm D L U. apply T_eqb. apply peak; auto using is_interval.
  - now rewrite T_all in D.
  - intros x Hx K. apply T_lt. apply (implied L x Hx). now apply T_lt.
  - intros x Hx K. apply T_lt. apply (implied U x Hx). now apply T_lt. Qed.
Lemma ax_argmax_eq_singleton_of_deriv2 : forall (f : (R -> R)) (A : set) (m : R), T (all A (fun b0 : R => (all A (fun b1 : R => (all (icc b1 b0) (fun b2 : R => (mem b2 A))))))) -> T (mem m A) -> T (all A (fun b0 : R => (d_differentiable f b0))) -> T (all A (fun b0 : R => (d_differentiable (fun b1 : R => (deriv f b1)) b0))) -> T (eqb (deriv f m) (IZR 0)) -> T (all A (fun b0 : R => (lt (deriv (fun b1 : R => (deriv f b1)) b0) (IZR 0)))) -> T (eqb (argmax A (fun b0 : R => (f b0))) (finset [m])).
Proof. intros f A m I Hm D D2 Z N. apply T_eqb. apply is_interval in I. rewrite T_all in D, D2, N. apply (proj1 (T_eqb _ _)) in Z.
  assert (S : forall a b, T (mem a A) -> T (mem b A) -> a < b -> deriv f b < deriv f a).
  { intros a b Ha Hb L. apply (falls (deriv f)); [exact L| |].
    - intros y Hy. apply D2. exact (I a b y Ha Hb Hy).
    - intros y Hy. apply T_lt, N, (I a b y Ha Hb). lra. }
  apply (peak f A m I Hm D); intros x Hx K; rewrite <- Z; now apply S. Qed.
Lemma ax_le_of_deriv2_nonneg : forall (f : (R -> R)) (A : set) (a : R) (b : R) (c : R), T (all A (fun b0 : R => (all A (fun b1 : R => (all (icc b1 b0) (fun b2 : R => (mem b2 A))))))) -> T (mem a A) -> T (mem b A) -> T (le (IZR 0) c) -> T (le c (IZR 1)) -> T (all A (fun b0 : R => (d_differentiable f b0))) -> T (all A (fun b0 : R => (d_differentiable (fun b1 : R => (deriv f b1)) b0))) -> T (all A (fun b0 : R => (le (IZR 0) (deriv (fun b1 : R => (deriv f b1)) b0)))) -> T (le (f ((((IZR 1) - c) * a) + (c * b))) ((((IZR 1) - c) * (f a)) + (c * (f b)))).
Proof. intros f A a b c I Ha Hb H0 H1 D D2 N. apply T_le. apply T_le in H0, H1. apply is_interval in I.
  rewrite T_all in D, D2, N.
  assert (main : forall a b c, T (mem a A) -> T (mem b A) -> a < b -> 0 < c < 1 ->
      f ((1 - c) * a + c * b) <= (1 - c) * f a + c * f b).
  { clear a b c Ha Hb H0 H1. intros a b c Ha Hb L Hc. set (p := (1 - c) * a + c * b).
    assert (E1 : p - a = c * (b - a)) by (unfold p; ring).
    assert (E2 : b - p = (1 - c) * (b - a)) by (unfold p; ring).
    assert (P1 : 0 < c * (b - a)) by (apply Rmult_lt_0_compat; lra).
    assert (P2 : 0 < (1 - c) * (b - a)) by (apply Rmult_lt_0_compat; lra).
    destruct (mean_value f a p) as [u [Eu Iu]]; [lra| |].
    { intros x Hx. apply D, (I a b); auto; lra. }
    destruct (mean_value f p b) as [w [Ew Iw]]; [lra| |].
    { intros x Hx. apply D, (I a b); auto; lra. }
    destruct (mean_value (deriv f) u w) as [v [Ev Iv]]; [lra| |].
    { intros x Hx. apply D2, (I a b); auto; lra. }
    assert (Nv : 0 <= deriv (deriv f) v) by (apply T_le, N, (I a b); auto; lra).
    assert (M : deriv f u <= deriv f w).
    { assert (0 <= deriv (deriv f) v * (w - u)) by (apply Rmult_le_pos; lra). lra. }
    rewrite E1 in Eu. rewrite E2 in Ew.
    assert (F1 : (1 - c) * (f p - f a) = (1 - c) * c * (b - a) * deriv f u) by (rewrite Eu; ring).
    assert (F2 : c * (f b - f p) = (1 - c) * c * (b - a) * deriv f w) by (rewrite Ew; ring).
    assert (G : (1 - c) * c * (b - a) * deriv f u <= (1 - c) * c * (b - a) * deriv f w).
    { apply Rmult_le_compat_l; auto. rewrite Rmult_assoc. apply Rmult_le_pos; lra. }
    lra. }
  destruct H0 as [H0|<-]; [|replace ((1 - 0) * a + 0 * b) with a by ring; lra].
  destruct H1 as [H1| ->]; [|replace ((1 - 1) * a + 1 * b) with b by ring; lra].
  destruct (Rtotal_order a b) as [L|[->|L]].
  - now apply main.
  - replace ((1 - c) * b + c * b) with b by ring. lra.
  - replace ((1 - c) * a + c * b) with ((1 - (1 - c)) * b + (1 - c) * a) by ring.
    apply Rle_trans with ((1 - (1 - c)) * f b + (1 - c) * f a); [apply main; auto; lra|lra]. Qed.
(* Limits ------------------------------------------------------------------------------------------ *)

Definition along (f : R -> R) : nat -> R := fun n => f (INR n).
Lemma limit f L : T (d_converges f L) <-> Un_cv (along f) L.
Proof.
  unfold d_converges, Un_cv, R_dist, along. split.
  - intros H e He. rewrite T_all in H. assert (K : T (mem e (ioi (IZR 0)))) by (apply T_ioi; lra).
    specialize (H e K). apply T_ex in H. destruct H as [m [Hm H]]. apply T_naturals in Hm as [k ->].
    exists k. intros n Hn. rewrite T_all in H. assert (Nn : T (mem (INR n) naturals)) by (apply T_naturals; eauto).
    specialize (H _ Nn). rewrite T_imp, T_le, T_lt in H. apply H. now apply le_INR.
  - intros H. apply T_all. intros e He. apply T_ioi in He. destruct (H e He) as [k Hk].
    apply T_ex. exists (INR k). split; [apply T_naturals; eauto|]. apply T_all. intros n Hn.
    apply T_naturals in Hn as [j ->]. apply T_imp. rewrite T_le, T_lt. intros L'. apply Hk. now apply INR_le.
Qed.
Lemma late (P : R -> bool) : T (all naturals (fun n => implb (le (IZR 1) n) (P n))) ->
  forall n, (1 <= n)%nat -> T (P (INR n)).
Proof.
  intros H n Hn. apply (implied H); [apply T_naturals; eauto|]. apply T_le. now apply (le_INR 1 n).
Qed.
Lemma beyond x : exists n, x < INR n.
Proof.
  exists (Z.to_nat (up x)). destruct (archimed x) as [U _]. apply Rlt_le_trans with (IZR (up x)); auto.
  rewrite INR_IZR_INZ. apply IZR_le. lia.
Qed.
Ltac sequences := plain; rewrite ?limit in *.
Lemma through g f a : Un_cv (along f) a -> continuity_pt g a -> Un_cv (along (fun n => g (f n))) (g a).
Proof. intros H C. exact (continuity_seq g (along f) a C H). Qed.

Lemma ax_tendsto_const : forall (c : R), T (d_converges (fun b0 : R => c) c).
Proof. sequences. intros e He. exists 0%nat. intros n _. unfold R_dist, along. replace (c - c) with 0 by ring. now rewrite Rabs_R0. Qed.
Lemma ax_tendsto_add : forall (f : (R -> R)) (g : (R -> R)) (a : R) (b : R), T (d_converges f a) -> T (d_converges g b) -> T (d_converges (fun b0 : R => ((f b0) + (g b0))) (a + b)).
Proof. sequences. now apply (CV_plus (along f) (along g)). Qed.
Lemma ax_tendsto_sub : forall (f : (R -> R)) (g : (R -> R)) (a : R) (b : R), T (d_converges f a) -> T (d_converges g b) -> T (d_converges (fun b0 : R => ((f b0) - (g b0))) (a - b)).
Proof. sequences. now apply (CV_minus (along f) (along g)). Qed.
Lemma ax_tendsto_mul : forall (f : (R -> R)) (g : (R -> R)) (a : R) (b : R), T (d_converges f a) -> T (d_converges g b) -> T (d_converges (fun b0 : R => ((f b0) * (g b0))) (a * b)).
Proof. sequences. now apply (CV_mult (along f) (along g)). Qed.
Lemma ax_tendsto_const_mul : forall (c : R) (f : (R -> R)) (a : R), T (d_converges f a) -> T (d_converges (fun b0 : R => (c * (f b0))) (c * a)).
Proof. sequences. apply (through (fun y => c * y)); auto. apply derivable_continuous_pt.
  apply derivable_pt_scal, derivable_pt_id. Qed.
Lemma ax_tendsto_inv : forall (f : (R -> R)) (a : R), T (d_converges f a) -> T (negb (eqb a (IZR 0))) -> T (d_converges (fun b0 : R => ((IZR 1) / (f b0))) ((IZR 1) / a)).
Proof. sequences. apply (through (fun y => 1 / y)); auto. apply continuity_pt_div; auto.
  - apply continuity_pt_const. now intros x y.
  - apply derivable_continuous_pt, derivable_pt_id. Qed.
Lemma ax_tendsto_log : forall (f : (R -> R)) (a : R), T (d_converges f a) -> T (lt (IZR 0) a) -> T (d_converges (fun b0 : R => (ln (f b0))) (ln a)).
Proof. sequences. apply (through ln); auto. apply derivable_continuous_pt. exists (/ a). now apply derivable_pt_lim_ln. Qed.
Lemma ax_tendsto_exp : forall (f : (R -> R)) (a : R), T (d_converges f a) -> T (d_converges (fun b0 : R => (exp (f b0))) (exp a)).
Proof. sequences. apply (through exp); auto. apply derivable_continuous_pt, derivable_pt_exp. Qed.
Lemma ax_tendsto_abs : forall (f : (R -> R)) (a : R), T (d_converges f a) -> T (d_converges (fun b0 : R => (Rabs (f b0))) (Rabs a)).
Proof. sequences. apply (through Rabs); auto. apply Rcontinuity_abs. Qed.
Lemma ax_tendsto_unique : forall (f : (R -> R)) (a : R) (b : R), T (d_converges f a) -> T (d_converges f b) -> T (eqb a b).
Proof. sequences. eapply UL_sequence; eauto. Qed.
Lemma ax_tendsto_const_div : forall (c : R), T (d_converges (fun b0 : R => (c / b0)) (IZR 0)).
Proof. sequences. intros e He. destruct (beyond (Rabs c / e)) as [k Hk]. exists (S k). intros n Hn.
  unfold R_dist, along. rewrite Rminus_0_r. unfold Rdiv. rewrite Rabs_mult, Rabs_inv.
  assert (P : 0 < INR n) by (apply lt_0_INR; lia). rewrite (Rabs_pos_eq (INR n)) by lra.
  assert (M : INR k <= INR n) by (apply le_INR; lia).
  apply Rmult_lt_reg_r with (INR n); auto. rewrite Rmult_assoc, Rinv_l by lra.
  assert (Q : Rabs c < INR k * e).
  { apply Rmult_lt_reg_r with (/ e); [now apply Rinv_0_lt_compat|]. rewrite Rmult_assoc, Rinv_r by lra.
    unfold Rdiv in Hk. lra. }
  assert (INR k * e <= INR n * e) by (apply Rmult_le_compat_r; lra). lra. Qed.
Lemma ax_squeeze_zero : forall (f : (R -> R)) (g : (R -> R)), T (all naturals (fun b0 : R => (implb (le (IZR 1) b0) (le (IZR 0) (f b0))))) -> T (all naturals (fun b0 : R => (implb (le (IZR 1) b0) (le (f b0) (g b0))))) -> T (d_converges g (IZR 0)) -> T (d_converges f (IZR 0)).
Proof. intros f g H0 H1 H. rewrite limit in *. intros e He. destruct (H e He) as [k Hk]. exists (S k). intros n Hn.
  assert (K := Hk n ltac:(lia)). unfold R_dist, along in *. rewrite Rminus_0_r in *.
  assert (A0 := late _ H0 n ltac:(lia)). assert (A1 := late _ H1 n ltac:(lia)). cbv beta in *.
  apply T_le in A0, A1. rewrite !Rabs_pos_eq in * by lra. lra. Qed.
Lemma ax_squeeze : forall (f : (R -> R)) (g : (R -> R)) (h : (R -> R)) (a : R), T (all naturals (fun b0 : R => (implb (le (IZR 1) b0) (le (f b0) (g b0))))) -> T (all naturals (fun b0 : R => (implb (le (IZR 1) b0) (le (g b0) (h b0))))) -> T (d_converges f a) -> T (d_converges h a) -> T (d_converges g a).
Proof. intros f g h a H0 H1 Hf Hh. rewrite limit in *. intros e He. destruct (Hf e He) as [k Hk].
  destruct (Hh e He) as [j Hj]. exists (S (k + j)). intros n Hn.
  assert (K := Hk n ltac:(lia)). assert (J := Hj n ltac:(lia)). unfold R_dist, along in *.
  assert (A0 := late _ H0 n ltac:(lia)). assert (A1 := late _ H1 n ltac:(lia)). cbv beta in *.
  apply T_le in A0, A1. apply Rabs_def2 in K, J. apply Rabs_def1; lra. Qed.
Lemma ax_le_of_tendsto : forall (f : (R -> R)) (g : (R -> R)) (a : R) (b : R), T (d_converges f a) -> T (d_converges g b) -> T (all naturals (fun b0 : R => (implb (le (IZR 1) b0) (le (f b0) (g b0))))) -> T (le a b).
Proof. intros f g a b Hf Hg H. apply T_le. rewrite limit in *. apply Rnot_lt_le. intros L.
  assert (He : 0 < (a - b) / 2) by lra. destruct (Hf _ He) as [k Hk]. destruct (Hg _ He) as [j Hj].
  assert (K := Hk (S (k + j)) ltac:(lia)). assert (J := Hj (S (k + j)) ltac:(lia)).
  assert (M := late _ H (S (k + j)) ltac:(lia)). cbv beta in M. apply T_le in M. unfold R_dist, along in *.
  apply Rabs_def2 in K, J. lra. Qed.
Lemma ax_tendsto_comp : forall (g : (R -> R)) (f : (R -> R)) (a : R), T (d_converges f a) -> T (all (ioi (IZR 0)) (fun b0 : R => (ex (ioi (IZR 0)) (fun b1 : R => (all reals (fun b2 : R => (implb (lt (Rabs (b2 - a)) b1) (lt (Rabs ((g b2) - (g a))) b0)))))))) -> T (d_converges (fun b0 : R => (g (f b0))) (g a)).
Proof. intros g f a Hf H. rewrite limit in *. intros e He. rewrite T_all in H.
  assert (K : T (mem e (ioi (IZR 0)))) by (apply T_ioi; lra). specialize (H e K). apply T_ex in H.
  destruct H as [r [Hr H]]. apply T_ioi in Hr. destruct (Hf r Hr) as [k Hk]. exists k. intros n Hn.
  rewrite T_all in H. specialize (H (f (INR n)) (T_reals _)). rewrite T_imp, !T_lt in H. apply H.
  now apply (Hk n). Qed.
(* Powers ------------------------------------------------------------------------------------------ *)

Lemma real_power a n : 0 < a -> rpow a n = exp (n * ln a). Proof. apply rpow_pos_base. Qed.
Lemma rpow_pos a n : 0 < a -> 0 < rpow a n.
Proof. intros P. rewrite real_power by auto. apply exp_pos. Qed.
Lemma powerRZ_zero z : (z <> 0)%Z -> powerRZ 0 z = 0.
Proof.
  destruct z as [|p|p]; cbn; intros N; [congruence| |].
  - apply pow_i. lia.
  - rewrite pow_i by lia. apply Rinv_0.
Qed.
Lemma powerRZ_one z : powerRZ 1 z = 1.
Proof. destruct z as [|p|p]; cbn; rewrite ?pow1, ?Rinv_1; reflexivity. Qed.
Lemma powerRZ_mul a b z : powerRZ (a * b) z = powerRZ a z * powerRZ b z.
Proof.
  destruct z as [|p|p]; cbn; [ring|apply Rpow_mult_distr|]. now rewrite Rpow_mult_distr, Rinv_mult.
Qed.
Lemma powerRZ_inverse a z : powerRZ (/ a) z = / powerRZ a z.
Proof. destruct z as [|p|p]; cbn; rewrite ?pow_inv, ?Rinv_1; reflexivity. Qed.
Lemma rpow_other a e : ~ integer e -> a <= 0 -> rpow a e = 0.
Proof.
  intros N L. unfold rpow. destruct (dec (integer e)); [tauto|]. destruct (Rlt_dec 0 a); [lra|reflexivity].
Qed.

Lemma ax_pow_add : forall (a : R) (m : R) (n : R), T (mem m naturals) -> T (mem n naturals) -> T (eqb (rpow a (m + n)) ((rpow a m) * (rpow a n))).
Proof. plain. destruct H as [j ->], H0 as [k ->]. rewrite <- plus_INR, !rpow_nat. apply pow_add. Qed.
Lemma ax_mul_zpow : forall (a : R) (b : R) (n : R), T (mem n integers) -> T (eqb (rpow (a * b) n) ((rpow a n) * (rpow b n))).
Proof. plain. destruct H as [z ->]. rewrite !rpow_IZR. apply powerRZ_mul. Qed.
Lemma ax_inv_pow : forall (a : R) (n : R), T (eqb (rpow ((IZR 1) / a) n) ((IZR 1) / (rpow a n))).
Proof. plain. unfold Rdiv. rewrite !Rmult_1_l. destruct (classic (integer n)) as [[z ->]|N].
  - rewrite !rpow_IZR. apply powerRZ_inverse.
  - destruct (Rlt_dec 0 a) as [P|L].
    + rewrite !real_power; auto using Rinv_0_lt_compat. rewrite ln_Rinv, <- exp_Ropp by auto. f_equal. ring.
    + assert (L' : / a <= 0).
      { apply Rnot_lt_le. intros P. apply Rinv_0_lt_compat in P. rewrite Rinv_inv in P. tauto. }
      rewrite !rpow_other; auto; try lra. now rewrite Rinv_0. Qed.
Lemma ax_rpow_mul : forall (a : R) (m : R) (n : R), T (lt (IZR 0) a) -> T (eqb (rpow a (m * n)) (rpow (rpow a m) n)).
Proof. plain. rewrite (real_power (rpow a m)) by now apply rpow_pos. rewrite !(real_power a), ln_exp by auto.
  f_equal. ring. Qed.
Lemma ax_rpow_add : forall (a : R) (m : R) (n : R), T (lt (IZR 0) a) -> T (eqb (rpow a (m + n)) ((rpow a m) * (rpow a n))).
Proof. plain. rewrite !real_power, <- exp_plus by auto. f_equal. ring. Qed.
Lemma ax_zpow_add : forall (a : R) (m : R) (n : R), T (negb (eqb a (IZR 0))) -> T (mem n integers) -> T (eqb (rpow a (m + n)) ((rpow a m) * (rpow a n))).
Proof. plain. destruct H0 as [z ->]. destruct (classic (integer m)) as [[y ->]|N].
  - rewrite <- plus_IZR, !rpow_IZR. now apply powerRZ_add.
  - assert (N' : ~ integer (m + IZR z)).
    { intros [y E]. apply N. exists (y - z)%Z. rewrite minus_IZR. lra. }
    destruct (Rlt_dec 0 a) as [P|L].
    + rewrite !real_power, <- exp_plus by auto. f_equal. ring.
    + rewrite (rpow_other a (m + IZR z)), (rpow_other a m) by (auto; lra). ring. Qed.
Lemma ax_exp_mul : forall (a : R) (n : R), T (eqb (exp (a * n)) (rpow (exp a) n)).
Proof. plain. rewrite real_power by apply exp_pos. rewrite ln_exp. f_equal. ring. Qed.
Lemma ax_exp_log_mul : forall (a : R) (n : R), T (lt (IZR 0) a) -> T (eqb (exp ((ln a) * n)) (rpow a n)).
Proof. plain. rewrite real_power by auto. f_equal. ring. Qed.
Lemma ax_mul_rpow : forall (a : R) (b : R) (n : R), T (le (IZR 0) a) -> T (eqb (rpow (a * b) n) ((rpow a n) * (rpow b n))).
Proof. plain. destruct (classic (integer n)) as [[z ->]|N]; [rewrite !rpow_IZR; apply powerRZ_mul|].
  destruct H as [P|<-].
  - destruct (Rlt_dec 0 b) as [Q|L].
    + rewrite !real_power; auto; [|now apply Rmult_lt_0_compat]. rewrite ln_mult, <- exp_plus by auto.
      f_equal. ring.
    + assert (K : a * b <= 0) by (replace 0 with (a * 0) by ring; apply Rmult_le_compat_l; lra).
      rewrite (rpow_other b), (rpow_other (a * b)) by (auto; lra). ring.
  - rewrite Rmult_0_l, (rpow_other 0) by (auto; lra). ring. Qed.
Lemma ax_rpow_sum : forall (a : R) (f : (R -> R)) (A : set), T (lt (IZR 0) a) -> T (eqb (rpow a (sum A (fun b0 : R => (f b0)))) (prod A (fun b0 : R => (rpow a (f b0))))).
Proof. plain. by_list A l L no.
  - rewrite real_power by auto. clear L. induction l as [|x l IH]; cbn [bsum bprod].
    + rewrite Rmult_0_l. apply exp_0.
    + rewrite <- IH, real_power, <- exp_plus by auto. f_equal. ring.
  - now rewrite (rpow_IZR a 0). Qed.
Lemma ax_prod_zpow : forall (f : (R -> R)) (n : R) (A : set), T (mem n integers) -> T (eqb (prod A (fun b0 : R => (rpow (f b0) n))) (rpow (prod A (fun b0 : R => (f b0))) n)).
Proof. plain. destruct H as [z ->]. rewrite !rpow_IZR. by_list A l L no.
  - clear L. induction l as [|x l IH]; cbn [bprod]; [symmetry; apply powerRZ_one|].
    now rewrite IH, powerRZ_mul, rpow_IZR.
  - now rewrite powerRZ_one. Qed.
Lemma ax_prod_rpow : forall (f : (R -> R)) (n : R) (A : set), T (all A (fun b0 : R => (le (IZR 0) (f b0)))) -> T (eqb (prod A (fun b0 : R => (rpow (f b0) n))) (rpow (prod A (fun b0 : R => (f b0))) n)).
Proof. plain. by_list A l L no; [|now rewrite rpow_pos_base, ln_1, Rmult_0_r, exp_0 by lra].
  assert (P : forall x, In x l -> 0 <= f x).
  { intros x Hx. assert (K := H x (lists_In L Hx)). now plain. }
  clear L H. induction l as [|x l IH]; cbn [bprod].
  - now rewrite rpow_pos_base, ln_1, Rmult_0_r, exp_0 by lra.
  - rewrite IH by (intros; apply P; cbn; auto). symmetry. apply T_eqb, ax_mul_rpow. apply T_le, P. now left. Qed.
Lemma ax_pow_sum : forall (a : R) (f : (R -> R)) (A : set), T (all A (fun b0 : R => (mem (f b0) naturals))) -> T (eqb (rpow a (sum A (fun b0 : R => (f b0)))) (prod A (fun b0 : R => (rpow a (f b0))))).
Proof. plain. by_list A l L no; [|apply (rpow_IZR a 0)].
  assert (P : forall x, In x l -> exists k, f x = INR k).
  { intros x Hx. assert (K := H x (lists_In L Hx)). now plain. }
  clear L H. induction l as [|x l IH]; cbn [bsum bprod]; [apply (rpow_IZR a 0)|].
  rewrite <- IH by (intros; apply P; cbn; auto).
  assert (Q : exists k, bsum l f = INR k).
  { clear IH. induction l as [|y l IH]; cbn [bsum]; [now exists 0%nat|].
    destruct (P y) as [j ->]; [cbn; auto|]. destruct IH as [k ->]; [intros z Hz; apply P; cbn in *; tauto|].
    exists (j + k)%nat. now rewrite plus_INR. }
  destruct (P x) as [j E]; [now left|]. destruct Q as [k Q]. change (bsum l (fun b0 : R => f b0)) with (bsum l f).
  rewrite E, Q, <- plus_INR, !rpow_nat. apply pow_add. Qed.
Lemma ax_prod_pow_delta : forall (a : R) (f : (R -> R)) (A : set), T (mem a A) -> T (finite A) -> T (eqb (prod A (fun b0 : R => (rpow (f b0) (delta b0 a)))) (f a)).
Proof. plain. destruct H0 as [l L]. rewrite (prod_list _ _ _ L). assert (Ha := In_lists L H). destruct L as [N _].
  assert (Z : forall y, rpow y 0 = 1) by (intros y; apply (rpow_IZR y 0)).
  assert (O : forall y, rpow y 1 = y) by (intros y; rewrite (rpow_IZR y 1); apply powerRZ_1).
  induction N as [|x l Hx N IH]; cbn [bprod]; [destruct Ha|]. destruct Ha as [->|Ha].
  - rewrite bprod_one.
    + unfold delta. destruct (dec (a = a)); [rewrite O; ring|tauto].
    + intros y Hy. unfold delta. destruct (dec (y = a)); [subst; tauto|apply Z].
  - rewrite IH by auto. unfold delta. destruct (dec (x = a)); [subst; tauto|]. rewrite Z. ring. Qed.
(* Parts of ranges --------------------------------------------------------------------------------- *)

Lemma sum_part l (A B : set) g : lists l A -> (forall x, T (mem x B) -> T (mem x A)) ->
  sum B g = bsum l (fun x => if B x then g x else 0).
Proof.
  intros [N E] S. assert (L : lists (filter B l) B).
  { split; [now apply NoDup_filter|]. intros x. rewrite filter_In, E. unfold mem, T in *.
    split; [tauto|]. intros H. split; auto. }
  rewrite (sum_list _ _ _ L). clear. induction l as [|x l IH]; cbn; auto. destruct (B x); cbn; lra.
Qed.
Lemma shifted l m n k : integer k -> lists l (range m n) ->
  lists (map (fun x => x + k) l) (range (m + k) (n + k)).
Proof.
  intros [z ->] [N E]. split.
  - apply FinFun.Injective_map_NoDup; auto. intros x y H. lra.
  - intros x. rewrite in_map_iff, T_range. split.
    + intros [y [<- Hy]]. apply E, T_range in Hy as [[i ->] [L1 L2]].
      split; [exists (i + z)%Z; now rewrite plus_IZR|lra].
    + intros [[i ->] [L1 L2]]. exists (IZR i - IZR z). split; [ring|]. apply E, T_range.
      split; [exists (i - z)%Z; now rewrite minus_IZR|lra].
Qed.
Lemma range_from z j : lists (between z j) (range (IZR z) (IZR (z + Z.of_nat j - 1))).
Proof.
  split; [apply between_NoDup|]. intros x. rewrite between_In, T_range. split.
  - intros [y [-> Hy]]. split; [now exists y|]. split; apply IZR_le; lia.
  - intros [[y ->] [L1 L2]]. exists y. apply le_IZR in L1, L2. split; auto. lia.
Qed.

Lemma ax_sum_range_shift : forall (f : (R -> R)) (m : R) (n : R) (k : R), T (mem k integers) -> T (eqb (sum (range m n) (fun b0 : R => (f b0))) (sum (range (m + k) (n + k)) (fun b0 : R => (f (b0 - k))))).
Proof. plain. destruct (range_between m n) as [z [j L]]. rewrite (sum_list _ _ _ L).
  rewrite (sum_list _ _ _ (shifted _ _ _ _ H L)), bsum_map. apply bsum_ext. intros x _. f_equal. ring. Qed.
Lemma ax_prod_range_shift : forall (f : (R -> R)) (m : R) (n : R) (k : R), T (mem k integers) -> T (eqb (prod (range m n) (fun b0 : R => (f b0))) (prod (range (m + k) (n + k)) (fun b0 : R => (f (b0 - k))))).
Proof. plain. destruct (range_between m n) as [z [j L]]. rewrite (prod_list _ _ _ L).
  rewrite (prod_list _ _ _ (shifted _ _ _ _ H L)), bprod_map. apply bprod_ext. intros x _. f_equal. ring. Qed.
Lemma ax_sum_range_sub : forall (f : (R -> R)) (m : R) (n : R), T (mem m integers) -> T (mem ((n - m) + (IZR 1)) naturals) -> T (eqb (sum (range m n) (fun b0 : R => ((f b0) - (f (b0 - (IZR 1)))))) ((f n) - (f (m - (IZR 1))))).
Proof. plain. destruct H as [z ->], H0 as [j E].
  assert (En : n = IZR (z + Z.of_nat j - 1)) by (rewrite minus_IZR, plus_IZR, <- INR_IZR_INZ; lra).
  rewrite En, (sum_list _ _ _ (range_from z j)). clear. induction j as [|j IH].
  - cbn [between bsum seq map]. replace (z + Z.of_nat 0 - 1)%Z with (z - 1)%Z by lia. rewrite minus_IZR.
    unfold between. cbn. ring.
  - rewrite between_next, bsum_app, IH. cbn [bsum].
    replace (z + Z.of_nat (S j) - 1)%Z with (z + Z.of_nat j)%Z by lia. rewrite !minus_IZR. ring. Qed.
Lemma ax_sum_range_comm : forall (f : (R -> R -> R)) (m : R) (n : R), T (eqb (sum (range m n) (fun b0 : R => (sum (range m b0) (fun b1 : R => (f b0 b1))))) (sum (range m n) (fun b0 : R => (sum (range b0 n) (fun b1 : R => (f b1 b0)))))).
Proof. plain. destruct (range_between m n) as [z [k L]]. rewrite !(sum_list _ _ _ L).
  rewrite (bsum_ext _ _ (fun i => bsum (between z k) (fun j => if range m i j then f i j else 0))).
  2: { intros i Hi. apply (lists_In L) in Hi. apply (sum_part _ (range m n)); auto. intros x Hx. plain.
    split; auto. lra. }
  rewrite (bsum_ext _ (fun j => sum (range j n) (fun i => f i j))
    (fun j => bsum (between z k) (fun i => if range j n i then f i j else 0))).
  2: { intros i Hi. apply (lists_In L) in Hi. apply (sum_part _ (range m n)); auto. intros x Hx. plain.
    split; auto. lra. }
  rewrite bsum_exchange. apply bsum_ext. intros j Hj. apply bsum_ext. intros i Hi.
  apply (lists_In L) in Hi, Hj. plain. replace (range j n i) with (range m i j); auto. apply T_ext.
  change (T (mem j (range m i)) <-> T (mem i (range j n))). rewrite !T_range. tauto. Qed.
Lemma ax_sum_range_comm_of_lt : forall (f : (R -> R -> R)) (m : R) (n : R), T (eqb (sum (range m n) (fun b0 : R => (sum (range m (b0 - (IZR 1))) (fun b1 : R => (f b0 b1))))) (sum (range m n) (fun b0 : R => (sum (range (b0 + (IZR 1)) n) (fun b1 : R => (f b1 b0)))))).
Proof. plain. destruct (range_between m n) as [z [k L]]. rewrite !(sum_list _ _ _ L).
  rewrite (bsum_ext _ _ (fun i => bsum (between z k) (fun j => if range m (i - 1) j then f i j else 0))).
  2: { intros i Hi. apply (lists_In L) in Hi. apply (sum_part _ (range m n)); auto. intros x Hx. plain.
    split; auto. lra. }
  rewrite (bsum_ext _ (fun j => sum (range (j + 1) n) (fun i => f i j))
    (fun j => bsum (between z k) (fun i => if range (j + 1) n i then f i j else 0))).
  2: { intros i Hi. apply (lists_In L) in Hi. apply (sum_part _ (range m n)); auto. intros x Hx. plain.
    split; auto. lra. }
  rewrite bsum_exchange. apply bsum_ext. intros j Hj. apply bsum_ext. intros i Hi.
  apply (lists_In L) in Hi, Hj. plain. replace (range (j + 1) n i) with (range m (i - 1) j); auto. apply T_ext.
  change (T (mem j (range m (i - 1))) <-> T (mem i (range (j + 1) n))). rewrite !T_range.
  split; intros [? ?]; split; auto; lra. Qed.
Lemma ax_integer_mul : forall (m : R) (n : R), T (mem m integers) -> T (mem n integers) -> T (mem (m * n) integers).
Proof. plain. destruct H as [k ->], H0 as [l ->]. exists (k * l)%Z. now rewrite mult_IZR. Qed.
Lemma ax_natural_mul : forall (m : R) (n : R), T (mem m naturals) -> T (mem n naturals) -> T (mem (m * n) naturals).
Proof. plain. destruct H as [k ->], H0 as [l ->]. exists (k * l)%nat. now rewrite mult_INR. Qed.
Lemma ax_natural_delta : forall (a : R) (b : R), T (mem (delta a b) naturals).
Proof. plain. unfold delta. destruct (dec (a = b)); [now exists 1%nat|now exists 0%nat]. Qed.
Lemma ax_natural_sum : forall (f : (R -> R)) (A : set), T (all A (fun b0 : R => (mem (f b0) naturals))) -> T (mem (sum A (fun b0 : R => (f b0))) naturals).
Proof. plain. by_list A l L no; [|now exists 0%nat]. assert (P : forall x, In x l -> exists k, f x = INR k).
  { intros x Hx. assert (K := H x (lists_In L Hx)). now plain. }
  clear L H. induction l as [|y l IH]; cbn [bsum]; [now exists 0%nat|].
  destruct (P y) as [j ->]; [cbn; auto|]. destruct IH as [k ->]; [intros z Hz; apply P; cbn in *; tauto|].
  exists (j + k)%nat. now rewrite plus_INR. Qed.
Lemma ax_sum_range_reflect : forall (f : (R -> R)) (m : R) (n : R), T (mem (m + n) integers) -> T (eqb (sum (range m n) (fun b0 : R => (f b0))) (sum (range m n) (fun b0 : R => (f ((m + n) - b0))))).
Proof. plain. destruct H as [s E]. destruct (range_between m n) as [z [j L]]. rewrite !(sum_list _ _ _ L).
  assert (M : lists (map (fun x => m + n - x) (between z j)) (range m n)).
  { destruct L as [N I]. split.
    - apply FinFun.Injective_map_NoDup; auto. intros x y K. lra.
    - intros x. rewrite in_map_iff, T_range. split.
      + intros [y [<- Hy]]. apply I, T_range in Hy as [[i ->] [L1 L2]].
        split; [exists (s - i)%Z; rewrite minus_IZR; lra|lra].
      + intros [[i ->] [L1 L2]]. exists (m + n - IZR i). split; [ring|]. apply I, T_range.
        split; [exists (s - i)%Z; rewrite minus_IZR; lra|lra]. }
  transitivity (sum (range m n) f); [symmetry; exact (sum_list _ _ f L)|].
  rewrite (sum_list _ _ f M). apply bsum_map. Qed.
Lemma between_app z j i : between z (j + i) = between z j ++ between (z + Z.of_nat j) i.
Proof.
  induction i as [|i IH].
  - rewrite Nat.add_0_r. cbn. now rewrite app_nil_r.
  - rewrite Nat.add_succ_r, !between_next, IH, <- app_assoc. do 3 f_equal. f_equal. lia.
Qed.

Lemma ax_sum_range_split : forall (f : (R -> R)) (k : R) (m : R) (n : R), T (mem k integers) -> T (mem ((m - k) + (IZR 1)) naturals) -> T (mem (n - m) naturals) -> T (eqb (sum (range k n) (fun b0 : R => (f b0))) ((sum (range k m) (fun b0 : R => (f b0))) + (sum (range (m + (IZR 1)) n) (fun b0 : R => (f b0))))).
Proof. plain. destruct H as [z ->], H0 as [j Ej], H1 as [i Ei].
  assert (Em : m = IZR (z + Z.of_nat j - 1)) by (rewrite minus_IZR, plus_IZR, <- INR_IZR_INZ; lra).
  assert (En : n = IZR (z + Z.of_nat (j + i) - 1)).
  { rewrite minus_IZR, plus_IZR, <- INR_IZR_INZ, plus_INR. lra. }
  assert (Es : m + 1 = IZR (z + Z.of_nat j)) by (rewrite Em, minus_IZR; ring).
  rewrite Es. clear Es Ej Ei. subst m n. rewrite (sum_list _ _ _ (range_from z j)).
  rewrite (sum_list _ _ _ (range_from z (j + i))).
  replace (z + Z.of_nat (j + i) - 1)%Z with (z + Z.of_nat j + Z.of_nat i - 1)%Z by lia.
  rewrite (sum_list _ _ _ (range_from (z + Z.of_nat j) i)), between_app. apply bsum_app. Qed.
Lemma powerRZ_nonzero a z : a <> 0 -> powerRZ a z <> 0.
Proof.
  intros N. destruct z as [|p|p]; cbn; [lra|now apply pow_nonzero|]. apply Rinv_neq_0_compat. now apply pow_nonzero.
Qed.
Lemma powerRZ_pow a z k : powerRZ a (z * Z.of_nat k) = powerRZ a z ^ k.
Proof.
  destruct (Req_dec a 0) as [->|N].
  - destruct k as [|k]; [now rewrite Z.mul_0_r|]. destruct (Z.eq_dec z 0) as [->|Z].
    + cbn [Z.mul powerRZ]. now rewrite pow1.
    + rewrite !powerRZ_zero by lia. rewrite pow_i; auto. lia.
  - induction k as [|k IH]; [now rewrite Z.mul_0_r|].
    replace (z * Z.of_nat (S k))%Z with (z + z * Z.of_nat k)%Z by lia. rewrite powerRZ_add, IH by auto. reflexivity.
Qed.
Lemma powerRZ_opp a z : powerRZ a (- z) = / powerRZ a z.
Proof. destruct z as [|p|p]; cbn; [now rewrite Rinv_1|reflexivity|now rewrite Rinv_inv]. Qed.

Lemma ax_zpow_mul : forall (a : R) (m : R) (n : R), T (mem m integers) -> T (mem n integers) -> T (eqb (rpow a (m * n)) (rpow (rpow a m) n)).
Proof. plain. destruct H as [y ->], H0 as [z ->]. rewrite <- mult_IZR, !rpow_IZR. destruct z as [|p|p].
  - now rewrite Z.mul_0_r.
  - replace (Zpos p) with (Z.of_nat (Pos.to_nat p)) by lia. rewrite powerRZ_pow. apply pow_powerRZ.
  - replace (y * Zneg p)%Z with (- (y * Z.of_nat (Pos.to_nat p)))%Z by lia.
    rewrite powerRZ_opp, powerRZ_pow. reflexivity. Qed.
Lemma inverse_power_slope k x : x <> 0 -> derivable_pt_lim (fun y => / y ^ k) x (- INR k * / x ^ S k).
Proof.
  intros N. assert (P : x ^ k <> 0) by now apply pow_nonzero.
  apply (local_derivative _ (fun y => 1 / y ^ k) (x - 1) (x + 1)); [lra|intros; unfold Rdiv; ring|].
  replace (- INR k * / x ^ S k) with ((0 * x ^ k - INR k * x ^ pred k * 1) / Rsqr (x ^ k)).
  - apply (derivable_pt_lim_div (fun _ => 1) (fun y => y ^ k)); auto.
    + apply derivable_pt_lim_const.
    + apply derivable_pt_lim_pow.
  - unfold Rsqr. destruct k as [|k]; cbn [pred pow INR] in *; [field; auto|].
    assert (Q : x ^ k <> 0) by now apply pow_nonzero. field. auto.
Qed.

Lemma ax_has_deriv_zpow : forall (f : (R -> R)) (n : R) (x : R) (a : R), T (d_has_derivative f x a) -> T (mem n integers) -> T (negb (eqb (f x) (IZR 0))) -> T (d_has_derivative (fun b0 : R => (rpow (f b0) n)) x ((n * (rpow (f x) (n - (IZR 1)))) * a)).
Proof. intros f n x a H K N. destruct (proj1 (T_integers _) K) as [z ->]. destruct z as [|p|p].
  1, 2: apply ax_has_deriv_pow; auto; apply T_naturals.
  - now exists 0%nat.
  - exists (Pos.to_nat p). rewrite INR_IZR_INZ. f_equal. lia.
  - rewrite derivative in *. apply T_ne in N. set (k := Pos.to_nat p).
    apply (local_derivative _ (fun y => / f y ^ k) (x - 1) (x + 1)); [lra|intros; apply rpow_IZR|].
    replace (IZR (Z.neg p) * rpow (f x) (IZR (Z.neg p) - 1)) with (- INR k * / f x ^ S k).
    + apply (derivable_pt_lim_comp f (fun y => / y ^ k)); auto. now apply inverse_power_slope.
    + rewrite <- minus_IZR. replace (Z.neg p - 1)%Z with (- Z.of_nat (S k))%Z by lia.
      rewrite rpow_IZR, powerRZ_opp, <- pow_powerRZ, INR_IZR_INZ, <- opp_IZR. do 2 f_equal. lia. Qed.
