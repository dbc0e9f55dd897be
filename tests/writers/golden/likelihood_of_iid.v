From Mlekl Require Import Names.
Open Scope R_scope.

(* v4 is N; v5 is P; v6 is Theta; v7 is x; v9 is X. *)
Definition a_prod_pos : forall (v1 : (R -> R)) (v2 : set), T (all v2 (fun b0 : R => (lt (IZR 0) (v1 b0)))) -> T (lt (IZR 0) (prod v2 (fun b0 : R => (v1 b0)))) := ax_prod_pos.
Definition a_argmax_log : forall (v1 : (R -> R)) (v2 : set), T (all v2 (fun b0 : R => (lt (IZR 0) (v1 b0)))) -> T (eqb (argmax v2 (fun b0 : R => (v1 b0))) (argmax v2 (fun b0 : R => (ln (v1 b0))))) := ax_argmax_log.
Definition a_log_prod : forall (v1 : (R -> R)) (v2 : set), T (all v2 (fun b0 : R => (lt (IZR 0) (v1 b0)))) -> T (eqb (ln (prod v2 (fun b0 : R => (v1 b0)))) (sum v2 (fun b0 : R => (ln (v1 b0))))) := ax_log_prod.
Definition a_delta_self : forall (v3 : R), T (eqb (delta v3 v3) (IZR 1)) := ax_delta_self.
Definition l_8 (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (h1 : T (all v6 (fun b0 : R => (all (range n1 v4) (fun b1 : R => (lt n0 (v5 b0 (v7 b1)))))))) : T (eqb (argmax v6 (fun b0 : R => (prod (range n1 v4) (fun b1 : R => (v5 b0 (v7 b1)))))) (argmax v6 (fun b0 : R => (ln (prod (range n1 v4) (fun b1 : R => (v5 b0 (v7 b1)))))))) := (a_argmax_log (fun b0 : R => (prod (range n1 v4) (fun b1 : R => (v5 b0 (v7 b1))))) v6 (all_i (fun (v3 : R) (g1 : T (mem v3 v6)) => (a_prod_pos (fun b0 : R => (v5 v3 (v7 b0))) (range n1 v4) (all_e h1 g1))))).
Notation t6 v4 v5 v6 v7 := (all v6 (fun b0 : R => (all (range n1 v4) (fun b1 : R => (lt n0 (v5 b0 (v7 b1))))))) (only parsing).
Notation t7 v4 v5 v6 v7 := (argmax v6 (fun b0 : R => (ln (prod (range n1 v4) (fun b1 : R => (v5 b0 (v7 b1))))))) (only parsing).
Definition l_14 (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (h1 : T (t6 v4 v5 v6 v7)) : T (eqb (t7 v4 v5 v6 v7) (argmax v6 (fun b0 : R => (sum (range n1 v4) (fun b1 : R => (ln (v5 b0 (v7 b1)))))))) := (of_eq (ext_argmax v6 (fun (v8 : R) (g1 : T (mem v8 v6)) => (to_eq (a_log_prod (fun b0 : R => (v5 v8 (v7 b0))) (range n1 v4) (all_e h1 g1)))))).
Notation t9 v4 v5 v6 v7 := (argmax v6 (fun b0 : R => (prod (range n1 v4) (fun b1 : R => (v5 b0 (v7 b1)))))) (only parsing).
Notation t10 v4 v5 v6 v7 := (argmax v6 (fun b0 : R => (sum (range n1 v4) (fun b1 : R => (ln (v5 b0 (v7 b1))))))) (only parsing).
Definition l_15 (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (h1 : T (t6 v4 v5 v6 v7)) : T (eqb (t9 v4 v5 v6 v7) (t10 v4 v5 v6 v7)) := (trans_ee (l_8 v4 v5 v6 v7 h1) (l_14 v4 v5 v6 v7 h1)).
Definition l_16  : T (finite (finset [n0])) := (finite_finset _).
Definition l_17  : T (mem n1 naturals) := (num_nat 1 eq_refl).
Definition l_20  : T (lt n0 n1) := (num_lt z0 z1 eq_refl).
Definition l_24  : T (eqb (all (range n1 n1) (fun b0 : R => (mem n0 (finset [n0])))) (mem n0 (finset [n0]))) := (listed_all (range n1 n1) (steps 1 1) (range_lists z1 z1 1 1 eq_refl) (fun b0 : R => (mem n0 (finset [n0])))).
Definition l_25  : T (mem n0 (finset [n0])) := (num_finset [n0] 0 eq_refl).
Notation t17 := (all (range n1 n1) (fun b0 : R => (mem n0 (finset [n0])))) (only parsing).
Definition l_27  : T t17 := (eq_mp (symm l_24) l_25).
Definition l_28  : T (eqb (all (finset [n1]) (fun b0 : R => (all (finset [n0]) (fun b1 : R => (le n0 ((n1 * (delta b0 n1)) * (delta b1 n0))))))) (all (finset [n0]) (fun b0 : R => (le n0 ((n1 * (delta n1 n1)) * (delta b0 n0)))))) := (listed_all (finset [n1]) [z1] (finset_lists [z1] eq_refl) (fun b0 : R => (all (finset [n0]) (fun b1 : R => (le n0 ((n1 * (delta b0 n1)) * (delta b1 n0))))))).
Notation t19 := (all (finset [n0]) (fun b0 : R => (le n0 ((n1 * (delta n1 n1)) * (delta b0 n0))))) (only parsing).
Definition l_29  : T (eqb t19 (le n0 ((n1 * (delta n1 n1)) * (delta n0 n0)))) := (listed_all (finset [n0]) [z0] (finset_lists [z0] eq_refl) (fun b0 : R => (le n0 ((n1 * (delta n1 n1)) * (delta b0 n0))))).
Notation t21 := ((n1 * (delta n1 n1)) * (delta n0 n0)) (only parsing).
Definition l_32  : T (eqb t21 n1) := (of_eq (eq_trans (mul_both (mul_right (to_eq (a_delta_self n1)) n1) (to_eq (a_delta_self n0))) (by_ring [] (RM (RM c1 c1) c1) c1))).
Definition l_33  : T (le n0 n1) := (num_le z0 z1 eq_refl).
Notation t22 := (all (finset [n1]) (fun b0 : R => (all (finset [n0]) (fun b1 : R => (le n0 ((n1 * (delta b0 n1)) * (delta b1 n0))))))) (only parsing).
Definition l_40  : T t22 := (eq_mp (symm l_28) (eq_mp (symm l_29) (trans_le l_33 (symm l_32)))).
Definition l_41  : T (eqb (all (finset [n1]) (fun b0 : R => (eqb (sum (finset [n0]) (fun b1 : R => ((n1 * (delta b0 n1)) * (delta b1 n0)))) n1))) (eqb (sum (finset [n0]) (fun b0 : R => ((n1 * (delta n1 n1)) * (delta b0 n0)))) n1)) := (listed_all (finset [n1]) [z1] (finset_lists [z1] eq_refl) (fun b0 : R => (eqb (sum (finset [n0]) (fun b1 : R => ((n1 * (delta b0 n1)) * (delta b1 n0)))) n1))).
Notation t23 := (sum (finset [n0]) (fun b0 : R => ((n1 * (delta n1 n1)) * (delta b0 n0)))) (only parsing).
Definition l_42  : T (eqb t23 t21) := (listed_sum (finset [n0]) [z0] (finset_lists [z0] eq_refl) (fun b0 : R => ((n1 * (delta n1 n1)) * (delta b0 n0)))).
Notation t24 := (all (finset [n1]) (fun b0 : R => (eqb (sum (finset [n0]) (fun b1 : R => ((n1 * (delta b0 n1)) * (delta b1 n0)))) n1))) (only parsing).
Definition l_49  : T t24 := (eq_mp (symm l_41) (trans_ee l_42 l_32)).
Definition l_50  : T (eqb (all (finset [n1]) (fun b0 : R => (all (range n1 n1) (fun b1 : R => (lt n0 ((n1 * (delta b0 n1)) * (delta n0 n0))))))) (all (range n1 n1) (fun b0 : R => (lt n0 t21)))) := (listed_all (finset [n1]) [z1] (finset_lists [z1] eq_refl) (fun b0 : R => (all (range n1 n1) (fun b1 : R => (lt n0 ((n1 * (delta b0 n1)) * (delta n0 n0))))))).
Notation t26 := (all (range n1 n1) (fun b0 : R => (lt n0 t21))) (only parsing).
Definition l_51  : T (eqb t26 (lt n0 t21)) := (listed_all (range n1 n1) (steps 1 1) (range_lists z1 z1 1 1 eq_refl) (fun b0 : R => (lt n0 t21))).
Notation t28 := (all (finset [n1]) (fun b0 : R => (all (range n1 n1) (fun b1 : R => (lt n0 ((n1 * (delta b0 n1)) * (delta n0 n0))))))) (only parsing).
Definition l_59  : T t28 := (eq_mp (symm l_50) (eq_mp (symm l_51) (trans_se l_20 (symm l_32)))).
Definition step_1 := l_8.
Definition step_2 := l_14.
Theorem theorem (v4 : R) (v5 : (R -> R -> R)) (v6 : set) (v7 : (R -> R)) (v9 : set) (h1 : T (lt (IZR 0) v4)) (h2 : T (all (range (IZR 1) v4) (fun b0 : R => (mem (v7 b0) v9)))) (h3 : T (all v6 (fun b0 : R => (eqb (sum v9 (fun b1 : R => (v5 b0 b1))) (IZR 1))))) (h4 : T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1)))))))) (h5 : T (all v6 (fun b0 : R => (all v9 (fun b1 : R => (le (IZR 0) (v5 b0 b1))))))) (h6 : T (finite v9)) (h7 : T (mem v4 naturals)) : T (eqb (argmax v6 (fun b0 : R => (prod (range (IZR 1) v4) (fun b1 : R => (v5 b0 (v7 b1)))))) (argmax v6 (fun b0 : R => (sum (range (IZR 1) v4) (fun b1 : R => (ln (v5 b0 (v7 b1)))))))).
Proof. exact (l_15 v4 v5 v6 v7 h4). Qed.
Theorem met : exists v4 : R, exists v5 : (R -> R -> R), exists v6 : set, exists v7 : (R -> R), exists v9 : set, T (finite v9) /\ T (mem v4 naturals) /\ T (lt (IZR 0) v4) /\ T (all (range (IZR 1) v4) (fun b0 : R => (mem (v7 b0) v9))) /\ T (all v6 (fun b0 : R => (all v9 (fun b1 : R => (le (IZR 0) (v5 b0 b1)))))) /\ T (all v6 (fun b0 : R => (eqb (sum v9 (fun b1 : R => (v5 b0 b1))) (IZR 1)))) /\ T (all v6 (fun b0 : R => (all (range (IZR 1) v4) (fun b1 : R => (lt (IZR 0) (v5 b0 (v7 b1))))))) /\ True.
Proof. exact (ex_intro _ (IZR 1) (ex_intro _ (fun b0 : R => (fun b1 : R => (((IZR 1) * (delta b0 (IZR 1))) * (delta b1 (IZR 0))))) (ex_intro _ (finset [(IZR 1)]) (ex_intro _ (fun b0 : R => (IZR 0)) (ex_intro _ (finset [(IZR 0)]) (conj l_16 (conj l_17 (conj l_20 (conj l_27 (conj l_40 (conj l_49 (conj l_59 I)))))))))))). Qed.
Definition everything := (conj step_1 (conj step_2 (conj theorem (conj met I)))).
