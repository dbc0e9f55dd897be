(* Short names, for files that are written by a program: Coq takes longer to read a term than to check it. *)
From Mlekl Require Export Axioms.
Open Scope R_scope.

(* A skeleton is compared with a term by unfolding the skeleton. *)
Strategy expand [den List.nth].

(* Equal parts make equal wholes; what stays as it is comes last. *)
Section Equal.
Context {a b c d : R}.
Lemma add_both : a = b -> c = d -> a + c = b + d. Proof. now intros -> ->. Qed.
Lemma add_left : a = b -> forall x, a + x = b + x. Proof. now intros ->. Qed.
Lemma add_right : a = b -> forall x, x + a = x + b. Proof. now intros ->. Qed.
Lemma sub_both : a = b -> c = d -> a - c = b - d. Proof. now intros -> ->. Qed.
Lemma sub_left : a = b -> forall x, a - x = b - x. Proof. now intros ->. Qed.
Lemma sub_right : a = b -> forall x, x - a = x - b. Proof. now intros ->. Qed.
Lemma mul_both : a = b -> c = d -> a * c = b * d. Proof. now intros -> ->. Qed.
Lemma mul_left : a = b -> forall x, a * x = b * x. Proof. now intros ->. Qed.
Lemma mul_right : a = b -> forall x, x * a = x * b. Proof. now intros ->. Qed.
Lemma div_both : a = b -> c = d -> a / c = b / d. Proof. now intros -> ->. Qed.
Lemma div_left : a = b -> forall x, a / x = b / x. Proof. now intros ->. Qed.
Lemma div_right : a = b -> forall x, x / a = x / b. Proof. now intros ->. Qed.
End Equal.

(* An equation by the normaliser; that the normal forms are the same is a computation. *)
Notation by_ring l a b := (ring_plain l a b (eq_refl true <: same a b = true)) (only parsing).

(* Small numbers, as reals, as data, and as coefficients; and the first atoms of a polynomial. *)
Notation n0 := (IZR 0) (only parsing). Notation n1 := (IZR 1) (only parsing).
Notation n2 := (IZR 2) (only parsing). Notation n3 := (IZR 3) (only parsing).
Notation n4 := (IZR 4) (only parsing). Notation n5 := (IZR 5) (only parsing).
Notation n6 := (IZR 6) (only parsing). Notation n7 := (IZR 7) (only parsing).
Notation n8 := (IZR 8) (only parsing). Notation n9 := (IZR 9) (only parsing).
Notation z0 := (NZ 0) (only parsing). Notation z1 := (NZ 1) (only parsing).
Notation z2 := (NZ 2) (only parsing). Notation z3 := (NZ 3) (only parsing).
Notation z4 := (NZ 4) (only parsing). Notation z5 := (NZ 5) (only parsing).
Notation z6 := (NZ 6) (only parsing). Notation z7 := (NZ 7) (only parsing).
Notation z8 := (NZ 8) (only parsing). Notation z9 := (NZ 9) (only parsing).
Notation c0 := (RZ 0) (only parsing). Notation c1 := (RZ 1) (only parsing).
Notation c2 := (RZ 2) (only parsing). Notation c3 := (RZ 3) (only parsing).
Notation c4 := (RZ 4) (only parsing). Notation c5 := (RZ 5) (only parsing).
Notation c6 := (RZ 6) (only parsing). Notation c7 := (RZ 7) (only parsing).
Notation c8 := (RZ 8) (only parsing). Notation c9 := (RZ 9) (only parsing).
Notation x0 := (RV 0) (only parsing). Notation x1 := (RV 1) (only parsing).
Notation x2 := (RV 2) (only parsing). Notation x3 := (RV 3) (only parsing).
Notation x4 := (RV 4) (only parsing). Notation x5 := (RV 5) (only parsing).
Notation x6 := (RV 6) (only parsing). Notation x7 := (RV 7) (only parsing).
Notation x8 := (RV 8) (only parsing). Notation x9 := (RV 9) (only parsing).
