From Mlekl Require Import Axioms.
Open Scope R_scope.

Definition a_prod_pos : forall (v1 : (R -> R)) (v2 : set), T (all v2 (fun b0 : R => (lt (IZR 0) (v1 b0)))) -> T (lt (IZR 0) (prod v2 (fun b0 : R => (v1 b0)))) := ax_prod_pos.
Definition a_argmax_log : forall (v1 : (R -> R)) (v2 : set), T (all v2 (fun b0 : R => (lt (IZR 0) (v1 b0)))) -> T (eqb (argmax v2 (fun b0 : R => (v1 b0))) (argmax v2 (fun b0 : R => (ln (v1 b0))))) := ax_argmax_log.
Definition a_log_prod : forall (v1 : (R -> R)) (v2 : set), T (all v2 (fun b0 : R => (lt (IZR 0) (v1 b0)))) -> T (eqb (ln (prod v2 (fun b0 : R => (v1 b0)))) (sum v2 (fun b0 : R => (ln (v1 b0))))) := ax_log_prod.
Definition a_delta_self : forall (v3 : R), T (eqb (delta v3 v3) (IZR 1)) := ax_delta_self.
Lemma l_0 (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (h1 : T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1)))))))) : T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1))))))).
Proof. exact h1. Qed.
Lemma l_1 (v3 : R) (v6 : set) (h1 : T (mem v3 v6)) : T (mem v3 v6).
Proof. exact h1. Qed.
Lemma l_2 (v3 : R) (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (h1 : T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1)))))))) (h2 : T (mem v3 v6)) : T (all (range (IZR 1) v4) (fun b0 : R => (lt (IZR 0) (v5 v3 (v7 b0))))).
Proof. exact (all_e (l_0 v4 v5 v6 v7 h1) (l_1 v3 v6 h2)). Qed.
Lemma l_3 (v4 : R) (v8 : R) (h1 : T (mem v8 (range (IZR 1) v4))) : T (mem v8 (range (IZR 1) v4)).
Proof. exact h1. Qed.
Lemma l_4 (v3 : R) (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (v8 : R) (h1 : T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1)))))))) (h2 : T (mem v3 v6)) (h3 : T (mem v8 (range (IZR 1) v4))) : T (lt (IZR 0) (v5 v3 (v7 v8))).
Proof. exact (all_e (l_2 v3 v4 v5 v6 v7 h1 h2) (l_3 v4 v8 h3)). Qed.
Lemma l_5 (v3 : R) (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (h1 : T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1)))))))) (h2 : T (mem v3 v6)) : T (all (range (IZR 1) v4) (fun b0 : R => (lt (IZR 0) (v5 v3 (v7 b0))))).
Proof. exact (all_i (fun (v8 : R) (g : T (mem v8 (range (IZR 1) v4))) => (l_4 v3 v4 v5 v6 v7 v8 h1 h2 g))). Qed.
Lemma l_6 (v3 : R) (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (h1 : T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1)))))))) (h2 : T (mem v3 v6)) : T (lt (IZR 0) (prod (range (IZR 1) v4) (fun b0 : R => (v5 v3 (v7 b0))))).
Proof. exact (a_prod_pos (fun b0 : R => (v5 v3 (v7 b0))) (range (IZR 1) v4) (l_5 v3 v4 v5 v6 v7 h1 h2)). Qed.
Lemma l_7 (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (h1 : T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1)))))))) : T (all v6 (fun b0 : R => (lt (IZR 0) (prod (range (IZR 1) v4) (fun b1 : R => (v5 b0 (v7 b1))))))).
Proof. exact (all_i (fun (v3 : R) (g : T (mem v3 v6)) => (l_6 v3 v4 v5 v6 v7 h1 g))). Qed.
Lemma l_8 (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (h1 : T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1)))))))) : T (eqb (argmax v6 (fun b0 : R => (prod (range (IZR 1) v4) (fun b1 : R => (v5 b0 (v7 b1)))))) (argmax v6 (fun b0 : R => (ln (prod (range (IZR 1) v4) (fun b1 : R => (v5 b0 (v7 b1)))))))).
Proof. exact (a_argmax_log (fun b0 : R => (prod (range (IZR 1) v4) (fun b1 : R => (v5 b0 (v7 b1))))) v6 (l_7 v4 v5 v6 v7 h1)). Qed.
Lemma l_9 (v6 : set) (v9 : R) (h1 : T (mem v9 v6)) : T (mem v9 v6).
Proof. exact h1. Qed.
Lemma l_10 (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (v9 : R) (h1 : T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1)))))))) (h2 : T (mem v9 v6)) : T (all (range (IZR 1) v4) (fun b0 : R => (lt (IZR 0) (v5 v9 (v7 b0))))).
Proof. exact (all_e (l_0 v4 v5 v6 v7 h1) (l_9 v6 v9 h2)). Qed.
Lemma l_11 (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (v8 : R) (v9 : R) (h1 : T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1)))))))) (h2 : T (mem v8 (range (IZR 1) v4))) (h3 : T (mem v9 v6)) : T (lt (IZR 0) (v5 v9 (v7 v8))).
Proof. exact (all_e (l_10 v4 v5 v6 v7 v9 h1 h3) (l_3 v4 v8 h2)). Qed.
Lemma l_12 (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (v9 : R) (h1 : T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1)))))))) (h2 : T (mem v9 v6)) : T (all (range (IZR 1) v4) (fun b0 : R => (lt (IZR 0) (v5 v9 (v7 b0))))).
Proof. exact (all_i (fun (v8 : R) (g : T (mem v8 (range (IZR 1) v4))) => (l_11 v4 v5 v6 v7 v8 v9 h1 g h2))). Qed.
Lemma l_13 (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (v9 : R) (h1 : T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1)))))))) (h2 : T (mem v9 v6)) : T (eqb (ln (prod (range (IZR 1) v4) (fun b0 : R => (v5 v9 (v7 b0))))) (sum (range (IZR 1) v4) (fun b0 : R => (ln (v5 v9 (v7 b0)))))).
Proof. exact (a_log_prod (fun b0 : R => (v5 v9 (v7 b0))) (range (IZR 1) v4) (l_12 v4 v5 v6 v7 v9 h1 h2)). Qed.
Lemma l_14 (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (h1 : T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1)))))))) : T (eqb (argmax v6 (fun b0 : R => (ln (prod (range (IZR 1) v4) (fun b1 : R => (v5 b0 (v7 b1))))))) (argmax v6 (fun b0 : R => (sum (range (IZR 1) v4) (fun b1 : R => (ln (v5 b0 (v7 b1)))))))).
Proof. exact (of_eq (ext_argmax v6 (fun (v9 : R) (g0 : T (mem v9 v6)) => (to_eq (l_13 v4 v5 v6 v7 v9 h1 g0))))). Qed.
Lemma l_15 (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (h1 : T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1)))))))) : T (eqb (argmax v6 (fun b0 : R => (prod (range (IZR 1) v4) (fun b1 : R => (v5 b0 (v7 b1)))))) (argmax v6 (fun b0 : R => (sum (range (IZR 1) v4) (fun b1 : R => (ln (v5 b0 (v7 b1)))))))).
Proof. exact (trans_ee (l_8 v4 v5 v6 v7 h1) (l_14 v4 v5 v6 v7 h1)). Qed.
Lemma l_16  : T (finite (finset [(IZR 0)])).
Proof. exact (finite_finset _). Qed.
Lemma l_17  : T (mem (IZR 1) naturals).
Proof. exact (num_nat 1 eq_refl). Qed.
Lemma l_18  : T (eqb (IZR 0) (IZR 0)).
Proof. exact (of_eq eq_refl). Qed.
Lemma l_19  : T (eqb (IZR 1) (IZR 1)).
Proof. exact (of_eq eq_refl). Qed.
Lemma l_20  : T (lt (IZR 0) (IZR 1)).
Proof. exact (num_lt (NZ 0) (NZ 1) eq_refl). Qed.
Lemma l_21  : T (lt (IZR 0) (IZR 1)).
Proof. exact (trans_es l_18 l_20). Qed.
Lemma l_22  : T (eqb (IZR 1) (IZR 1)).
Proof. exact (symm l_19). Qed.
Lemma l_23  : T (lt (IZR 0) (IZR 1)).
Proof. exact (trans_se l_21 l_22). Qed.
Lemma l_24  : T (eqb (all (range (IZR 1) (IZR 1)) (fun b0 : R => (mem (IZR 0) (finset [(IZR 0)])))) (mem (IZR 0) (finset [(IZR 0)]))).
Proof. exact (listed_all (range (IZR 1) (IZR 1)) (steps 1 1) (range_lists (NZ 1) (NZ 1) 1 1 eq_refl) (fun b0 : R => (mem (IZR 0) (finset [(IZR 0)])))). Qed.
Lemma l_25  : T (mem (IZR 0) (finset [(IZR 0)])).
Proof. exact (num_finset [(IZR 0)] 0 eq_refl). Qed.
Lemma l_26  : T (eqb (mem (IZR 0) (finset [(IZR 0)])) (all (range (IZR 1) (IZR 1)) (fun b0 : R => (mem (IZR 0) (finset [(IZR 0)]))))).
Proof. exact (symm l_24). Qed.
Lemma l_27  : T (all (range (IZR 1) (IZR 1)) (fun b0 : R => (mem (IZR 0) (finset [(IZR 0)])))).
Proof. exact (eq_mp l_26 l_25). Qed.
Lemma l_28  : T (eqb (all (finset [(IZR 1)]) (fun b0 : R => (all (finset [(IZR 0)]) (fun b1 : R => (le (IZR 0) (((IZR 1) * (delta b0 (IZR 1))) * (delta b1 (IZR 0)))))))) (all (finset [(IZR 0)]) (fun b0 : R => (le (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta b0 (IZR 0))))))).
Proof. exact (listed_all (finset [(IZR 1)]) [(NZ 1)] (finset_lists [(NZ 1)] eq_refl) (fun b0 : R => (all (finset [(IZR 0)]) (fun b1 : R => (le (IZR 0) (((IZR 1) * (delta b0 (IZR 1))) * (delta b1 (IZR 0)))))))). Qed.
Lemma l_29  : T (eqb (all (finset [(IZR 0)]) (fun b0 : R => (le (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta b0 (IZR 0)))))) (le (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta (IZR 0) (IZR 0))))).
Proof. exact (listed_all (finset [(IZR 0)]) [(NZ 0)] (finset_lists [(NZ 0)] eq_refl) (fun b0 : R => (le (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta b0 (IZR 0)))))). Qed.
Lemma l_30  : T (eqb (delta (IZR 1) (IZR 1)) (IZR 1)).
Proof. exact (a_delta_self (IZR 1)). Qed.
Lemma l_31  : T (eqb (delta (IZR 0) (IZR 0)) (IZR 1)).
Proof. exact (a_delta_self (IZR 0)). Qed.
Lemma l_32  : T (eqb (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta (IZR 0) (IZR 0))) (IZR 1)).
Proof. exact (of_eq (eq_trans (eq_trans (f_equal (fun v11 : R => (v11 * (delta (IZR 0) (IZR 0)))) (f_equal (fun v10 : R => ((IZR 1) * v10)) (to_eq l_30))) (f_equal (fun v12 : R => (((IZR 1) * (IZR 1)) * v12)) (to_eq l_31))) (ring_plain [] (RM (RM (RZ 1) (RZ 1)) (RZ 1)) (RZ 1) (eq_refl true <: same (RM (RM (RZ 1) (RZ 1)) (RZ 1)) (RZ 1) = true)))). Qed.
Lemma l_33  : T (le (IZR 0) (IZR 1)).
Proof. exact (num_le (NZ 0) (NZ 1) eq_refl). Qed.
Lemma l_34  : T (le (IZR 0) (IZR 1)).
Proof. exact (trans_el l_18 l_33). Qed.
Lemma l_35  : T (eqb (IZR 1) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta (IZR 0) (IZR 0)))).
Proof. exact (symm l_32). Qed.
Lemma l_36  : T (le (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta (IZR 0) (IZR 0)))).
Proof. exact (trans_le l_34 l_35). Qed.
Lemma l_37  : T (eqb (le (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta (IZR 0) (IZR 0)))) (all (finset [(IZR 0)]) (fun b0 : R => (le (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta b0 (IZR 0))))))).
Proof. exact (symm l_29). Qed.
Lemma l_38  : T (all (finset [(IZR 0)]) (fun b0 : R => (le (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta b0 (IZR 0)))))).
Proof. exact (eq_mp l_37 l_36). Qed.
Lemma l_39  : T (eqb (all (finset [(IZR 0)]) (fun b0 : R => (le (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta b0 (IZR 0)))))) (all (finset [(IZR 1)]) (fun b0 : R => (all (finset [(IZR 0)]) (fun b1 : R => (le (IZR 0) (((IZR 1) * (delta b0 (IZR 1))) * (delta b1 (IZR 0))))))))).
Proof. exact (symm l_28). Qed.
Lemma l_40  : T (all (finset [(IZR 1)]) (fun b0 : R => (all (finset [(IZR 0)]) (fun b1 : R => (le (IZR 0) (((IZR 1) * (delta b0 (IZR 1))) * (delta b1 (IZR 0)))))))).
Proof. exact (eq_mp l_39 l_38). Qed.
Lemma l_41  : T (eqb (all (finset [(IZR 1)]) (fun b0 : R => (eqb (sum (finset [(IZR 0)]) (fun b1 : R => (((IZR 1) * (delta b0 (IZR 1))) * (delta b1 (IZR 0))))) (IZR 1)))) (eqb (sum (finset [(IZR 0)]) (fun b0 : R => (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta b0 (IZR 0))))) (IZR 1))).
Proof. exact (listed_all (finset [(IZR 1)]) [(NZ 1)] (finset_lists [(NZ 1)] eq_refl) (fun b0 : R => (eqb (sum (finset [(IZR 0)]) (fun b1 : R => (((IZR 1) * (delta b0 (IZR 1))) * (delta b1 (IZR 0))))) (IZR 1)))). Qed.
Lemma l_42  : T (eqb (sum (finset [(IZR 0)]) (fun b0 : R => (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta b0 (IZR 0))))) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta (IZR 0) (IZR 0)))).
Proof. exact (listed_sum (finset [(IZR 0)]) [(NZ 0)] (finset_lists [(NZ 0)] eq_refl) (fun b0 : R => (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta b0 (IZR 0))))). Qed.
Lemma l_43  : T (eqb (sum (finset [(IZR 0)]) (fun b0 : R => (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta b0 (IZR 0))))) (IZR 1)).
Proof. exact (trans_ee l_42 l_32). Qed.
Lemma l_44  : T (eqb (IZR 1) (IZR 1)).
Proof. exact (num_eq (NZ 1) (NZ 1) eq_refl). Qed.
Lemma l_45  : T (eqb (sum (finset [(IZR 0)]) (fun b0 : R => (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta b0 (IZR 0))))) (IZR 1)).
Proof. exact (trans_ee l_43 l_44). Qed.
Lemma l_46  : T (eqb (IZR 1) (IZR 1)).
Proof. exact (symm l_19). Qed.
Lemma l_47  : T (eqb (sum (finset [(IZR 0)]) (fun b0 : R => (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta b0 (IZR 0))))) (IZR 1)).
Proof. exact (trans_ee l_45 l_46). Qed.
Lemma l_48  : T (eqb (eqb (sum (finset [(IZR 0)]) (fun b0 : R => (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta b0 (IZR 0))))) (IZR 1)) (all (finset [(IZR 1)]) (fun b0 : R => (eqb (sum (finset [(IZR 0)]) (fun b1 : R => (((IZR 1) * (delta b0 (IZR 1))) * (delta b1 (IZR 0))))) (IZR 1))))).
Proof. exact (symm l_41). Qed.
Lemma l_49  : T (all (finset [(IZR 1)]) (fun b0 : R => (eqb (sum (finset [(IZR 0)]) (fun b1 : R => (((IZR 1) * (delta b0 (IZR 1))) * (delta b1 (IZR 0))))) (IZR 1)))).
Proof. exact (eq_mp l_48 l_47). Qed.
Lemma l_50  : T (eqb (all (finset [(IZR 1)]) (fun b0 : R => (all (range (IZR 1) (IZR 1)) (fun b1 : R => (lt (IZR 0) (((IZR 1) * (delta b0 (IZR 1))) * (delta (IZR 0) (IZR 0)))))))) (all (range (IZR 1) (IZR 1)) (fun b0 : R => (lt (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta (IZR 0) (IZR 0))))))).
Proof. exact (listed_all (finset [(IZR 1)]) [(NZ 1)] (finset_lists [(NZ 1)] eq_refl) (fun b0 : R => (all (range (IZR 1) (IZR 1)) (fun b1 : R => (lt (IZR 0) (((IZR 1) * (delta b0 (IZR 1))) * (delta (IZR 0) (IZR 0)))))))). Qed.
Lemma l_51  : T (eqb (all (range (IZR 1) (IZR 1)) (fun b0 : R => (lt (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta (IZR 0) (IZR 0)))))) (lt (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta (IZR 0) (IZR 0))))).
Proof. exact (listed_all (range (IZR 1) (IZR 1)) (steps 1 1) (range_lists (NZ 1) (NZ 1) 1 1 eq_refl) (fun b0 : R => (lt (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta (IZR 0) (IZR 0)))))). Qed.
Lemma l_52  : T (lt (IZR 0) (IZR 1)).
Proof. exact (num_lt (NZ 0) (NZ 1) eq_refl). Qed.
Lemma l_53  : T (lt (IZR 0) (IZR 1)).
Proof. exact (trans_es l_18 l_52). Qed.
Lemma l_54  : T (eqb (IZR 1) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta (IZR 0) (IZR 0)))).
Proof. exact (symm l_32). Qed.
Lemma l_55  : T (lt (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta (IZR 0) (IZR 0)))).
Proof. exact (trans_se l_53 l_54). Qed.
Lemma l_56  : T (eqb (lt (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta (IZR 0) (IZR 0)))) (all (range (IZR 1) (IZR 1)) (fun b0 : R => (lt (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta (IZR 0) (IZR 0))))))).
Proof. exact (symm l_51). Qed.
Lemma l_57  : T (all (range (IZR 1) (IZR 1)) (fun b0 : R => (lt (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta (IZR 0) (IZR 0)))))).
Proof. exact (eq_mp l_56 l_55). Qed.
Lemma l_58  : T (eqb (all (range (IZR 1) (IZR 1)) (fun b0 : R => (lt (IZR 0) (((IZR 1) * (delta (IZR 1) (IZR 1))) * (delta (IZR 0) (IZR 0)))))) (all (finset [(IZR 1)]) (fun b0 : R => (all (range (IZR 1) (IZR 1)) (fun b1 : R => (lt (IZR 0) (((IZR 1) * (delta b0 (IZR 1))) * (delta (IZR 0) (IZR 0))))))))).
Proof. exact (symm l_50). Qed.
Lemma l_59  : T (all (finset [(IZR 1)]) (fun b0 : R => (all (range (IZR 1) (IZR 1)) (fun b1 : R => (lt (IZR 0) (((IZR 1) * (delta b0 (IZR 1))) * (delta (IZR 0) (IZR 0)))))))).
Proof. exact (eq_mp l_58 l_57). Qed.
Definition step_1 := l_8.
Definition step_2 := l_14.
Theorem theorem (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (v13 : set) (h1 : T (lt (IZR 0) v4)) (h2 : T (all (range (IZR 1) v4) (fun b0 : R => (mem (v7 b0) v13)))) (h3 : T (all v6 (fun b0 : R => (eqb (sum v13 (fun b1 : R => (v5 b0 b1))) (IZR 1))))) (h4 : T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1)))))))) (h5 : T (all v6 (fun b0 : R => (all v13 (fun b1 : R => (le (IZR 0) (v5 b0 b1))))))) (h6 : T (finite v13)) (h7 : T (mem v4 naturals)) : T (eqb (argmax v6 (fun b0 : R => (prod (range (IZR 1) v4) (fun b1 : R => (v5 b0 (v7 b1)))))) (argmax v6 (fun b0 : R => (sum (range (IZR 1) v4) (fun b1 : R => (ln (v5 b0 (v7 b1)))))))).
Proof. exact (l_15 v4 v5 v6 v7 h4). Qed.
Theorem met : exists v4 : R, exists v5 : (R -> R -> R), exists v6 : set, exists v7 : (R -> R), exists v13 : set, T (finite v13) /\ T (mem v4 naturals) /\ T (lt (IZR 0) v4) /\ T (all (range (IZR 1) v4) (fun b0 : R => (mem (v7 b0) v13))) /\ T (all v6 (fun b0 : R => (all v13 (fun b1 : R => (le (IZR 0) (v5 b0 b1)))))) /\ T (all v6 (fun b0 : R => (eqb (sum v13 (fun b1 : R => (v5 b0 b1))) (IZR 1)))) /\ T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1))))))) /\ True.
Proof. exact (ex_intro _ (IZR 1) (ex_intro _ (fun b0 : R => (fun b1 : R => (((IZR 1) * (delta b0 (IZR 1))) * (delta b1 (IZR 0))))) (ex_intro _ (finset [(IZR 1)]) (ex_intro _ (fun b0 : R => (IZR 0)) (ex_intro _ (finset [(IZR 0)]) (conj l_16 (conj l_17 (conj l_23 (conj l_27 (conj l_40 (conj l_49 (conj l_59 I)))))))))))). Qed.
Definition everything := (conj step_1 (conj step_2 (conj theorem (conj met I)))).
