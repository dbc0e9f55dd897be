(* Arithmetic by reflection: both sides of an equation have one normal form.

   A quotient is a product with a total inverse, as in the kernel: 1/(a b) = (1/a) (1/b), but a (1/a) is
   not 1. The polynomials are those of Coq's own ring tactic, with two variables for each atom: the atom
   and its inverse. *)
From Coq Require Import Ring_polynom BinList QArith Qreals RealField Lra Lia.
From Mlekl Require Export Base.
Open Scope R_scope.

Inductive rx : Set :=
  RV (n : nat) | RZ (z : Z) | RQ (z : Z) (p : positive)
| RA (a b : rx) | RS (a b : rx) | RM (a b : rx) | RD (a b : rx) | RN (a : rx) | RP (a : rx) (z : Z).

Fixpoint den (l : list R) (e : rx) : R :=
  match e with
  | RV n => List.nth n l (IZR 0)
  | RZ z => IZR z
  | RQ z p => nm z p
  | RA a b => den l a + den l b
  | RS a b => den l a - den l b
  | RM a b => den l a * den l b
  | RD a b => den l a / den l b
  | RN a => - den l a
  | RP a z => rpow (den l a) (IZR z)
  end.

(* The ring of rational coefficients -------------------------------------------------------------- *)

Definition qadd a b := Qred (a + b).
Definition qmul a b := Qred (a * b).
Definition qsub a b := Qred (a - b).
Definition qopp a := Qred (- a).
Lemma Q2R_red q : Q2R (Qred q) = Q2R q. Proof. apply Qeq_eqR, Qred_correct. Qed.
Lemma Q2R_0 : Q2R 0 = 0. Proof. unfold Q2R; cbn; lra. Qed.
Lemma Q2R_1 : Q2R 1 = 1. Proof. unfold Q2R; cbn; lra. Qed.
Lemma morphism :
  ring_morph 0 1 Rplus Rmult Rminus Ropp eq 0%Q 1%Q qadd qmul qsub qopp Qeq_bool Q2R.
Proof.
  constructor; [apply Q2R_0|apply Q2R_1|intros x y ..|intros x|intros x y E];
    unfold qadd, qsub, qmul, qopp; rewrite ?Q2R_red.
  - apply Q2R_plus.
  - apply Q2R_minus.
  - apply Q2R_mult.
  - apply Q2R_opp.
  - now apply Qeq_eqR, Qeq_bool_eq.
Qed.
Lemma extensional : ring_eq_ext Rplus Rmult Ropp eq.
Proof. constructor; congruence. Qed.

Notation peval := (PEeval 0 1 Rplus Rmult Rminus Ropp Q2R N.to_nat pow).
Notation pnorm := (norm_subst 0%Q 1%Q qadd qmul qsub qopp Qeq_bool (triv_div 0%Q 1%Q Qeq_bool) 0 nil).

Lemma same_normal_form l a b : Peq Qeq_bool (pnorm a) (pnorm b) = true -> peval l a = peval l b.
Proof.
  intros E.
  apply (ring_correct (Eqsth R) extensional (Rth_ARth (Eqsth R) extensional RTheory)
    morphism R_power_theory
    (triv_div_th (Eqsth R) extensional (Rth_ARth (Eqsth R) extensional RTheory) morphism)
    0 l nil a b); [exact I|exact E].
Qed.

(* Two variables for each atom --------------------------------------------------------------------- *)

Fixpoint twice (l : list R) : list R := match l with [] => [] | x :: l => x :: / x :: twice l end.
Definition straight (n : nat) : positive := Pos.of_succ_nat (2 * n).
Definition inverted (n : nat) : positive := Pos.of_succ_nat (2 * n + 1).
Definition flip (p : positive) : positive :=
  match p with xO _ => Pos.pred p | _ => Pos.succ p end.

Lemma nth_next p : forall l : list R, BinList.nth 0 (Pos.succ p) l = BinList.nth 0 p (tail l).
Proof.
  induction p as [p IH|p IH|]; intros l; cbn [Pos.succ].
  - change (BinList.nth 0 (Pos.succ p) (jump (Pos.succ p) l)
      = BinList.nth 0 p (jump p (tail (tail l)))).
    rewrite IH, jump_succ. change (BinList.nth 0 p (tail (tail (jump p l)))
      = BinList.nth 0 p (jump p (tail (tail l)))). now rewrite !jump_tl.
  - reflexivity.
  - reflexivity.
Qed.
Lemma nth_list n : forall l : list R, BinList.nth 0 (Pos.of_succ_nat n) l = List.nth n l 0.
Proof.
  induction n as [|n IH]; intros l; cbn [Pos.of_succ_nat].
  - destruct l; reflexivity.
  - rewrite nth_next, IH. destruct l; [destruct n|]; reflexivity.
Qed.
Lemma nth_twice n : forall l, List.nth (2 * n) (twice l) 0 = List.nth n l 0
  /\ List.nth (2 * n + 1) (twice l) 0 = / List.nth n l 0.
Proof.
  induction n as [|n IH]; intros [|x l].
  - cbn. now rewrite Rinv_0.
  - split; reflexivity.
  - replace (2 * S n)%nat with (S (S (2 * n))) by lia. cbn. now rewrite Rinv_0.
  - replace (2 * S n)%nat with (S (S (2 * n))) by lia. apply (IH l).
Qed.
Lemma straight_twice n l : BinList.nth 0 (straight n) (twice l) = List.nth n l 0.
Proof. unfold straight. rewrite nth_list. apply nth_twice. Qed.
Lemma inverted_twice n l : BinList.nth 0 (inverted n) (twice l) = / List.nth n l 0.
Proof. unfold inverted. rewrite nth_list. apply nth_twice. Qed.
Lemma straight_or_inverted p : exists n, p = straight n \/ p = inverted n.
Proof.
  destruct p as [p|p|].
  - exists (Pos.to_nat p). left. unfold straight. lia.
  - exists (Pos.to_nat p - 1)%nat. right. unfold inverted. lia.
  - exists 0%nat. now left.
Qed.
Lemma flip_straight n : flip (straight n) = inverted n.
Proof. unfold straight, inverted, flip. destruct (Pos.of_succ_nat (2 * n)) eqn:E; lia. Qed.
Lemma flip_inverted n : flip (inverted n) = straight n.
Proof. unfold straight, inverted, flip. destruct (Pos.of_succ_nat (2 * n + 1)) eqn:E; lia. Qed.
Lemma flip_inverse p l : BinList.nth 0 (flip p) (twice l) = / BinList.nth 0 p (twice l).
Proof.
  destruct (straight_or_inverted p) as [n [->| ->]].
  - now rewrite flip_straight, straight_twice, inverted_twice.
  - now rewrite flip_inverted, straight_twice, inverted_twice, Rinv_inv.
Qed.

Lemma Q2R_inverse q : Q2R (/ q) = / Q2R q.
Proof.
  destruct (Qeq_dec q 0) as [E|N]; [|now apply Q2R_inv].
  rewrite (Qeq_eqR _ _ E), Q2R_0, Rinv_0. rewrite <- Q2R_0. apply Qeq_eqR. rewrite E. reflexivity.
Qed.

(* The inverse of a product; a sum has none. *)
Fixpoint pinv (e : PExpr Q) : option (PExpr Q) :=
  match e with
  | PEO => Some PEO
  | PEI => Some PEI
  | PEc q => Some (PEc (Qinv q))
  | PEX _ p => Some (PEX _ (flip p))
  | PEmul a b => match pinv a, pinv b with Some a, Some b => Some (PEmul a b) | _, _ => None end
  | PEopp a => match pinv a with Some a => Some (PEopp a) | _ => None end
  | PEpow a n => match pinv a with Some a => Some (PEpow a n) | _ => None end
  | PEadd _ _ | PEsub _ _ => None
  end.

Lemma pinv_correct l e : forall e', pinv e = Some e' -> peval (twice l) e' = / peval (twice l) e.
Proof.
  induction e; intros e' E; cbn [pinv] in E; try discriminate.
  - injection E as <-. cbn. now rewrite Rinv_0.
  - injection E as <-. cbn. now rewrite Rinv_1.
  - injection E as <-. apply Q2R_inverse.
  - injection E as <-. apply flip_inverse.
  - destruct (pinv e1), (pinv e2); try discriminate. injection E as <-. cbn [PEeval].
    rewrite Rinv_mult, (IHe1 _ eq_refl), (IHe2 _ eq_refl). reflexivity.
  - destruct (pinv e); try discriminate. injection E as <-. cbn [PEeval].
    rewrite (IHe _ eq_refl). symmetry. apply Rinv_opp.
  - destruct (pinv e); try discriminate. injection E as <-. cbn [PEeval].
    rewrite (IHe _ eq_refl). apply pow_inv.
Qed.

Fixpoint expr (e : rx) : option (PExpr Q) :=
  match e with
  | RV n => Some (PEX _ (straight n))
  | RZ z => Some (PEc (inject_Z z))
  | RQ z p => Some (PEc (z # p))
  | RA a b => match expr a, expr b with Some a, Some b => Some (PEadd a b) | _, _ => None end
  | RS a b => match expr a, expr b with Some a, Some b => Some (PEsub a b) | _, _ => None end
  | RM a b => match expr a, expr b with Some a, Some b => Some (PEmul a b) | _, _ => None end
  | RD a b =>
      match expr a, expr b with
      | Some a, Some b => match pinv b with Some b => Some (PEmul a b) | None => None end
      | _, _ => None
      end
  | RN a => match expr a with Some a => Some (PEopp a) | None => None end
  | RP a z =>
      match expr a, z with
      | Some a, Z0 => Some PEI
      | Some a, Zpos p => Some (PEpow a (Npos p))
      | Some a, Zneg p => match pinv a with Some a => Some (PEpow a (Npos p)) | None => None end
      | None, _ => None
      end
  end.

Lemma expr_correct l e : forall e', expr e = Some e' -> peval (twice l) e' = den l e.
Proof.
  induction e; intros e' E; cbn [expr] in E; cbn [den];
    repeat match goal with
    | H : match expr ?a with Some _ => _ | None => _ end = Some _ |- _ =>
        destruct (expr a); [|discriminate]
    end.
  - injection E as <-. apply straight_twice.
  - injection E as <-. cbn. unfold Q2R; cbn. lra.
  - injection E as <-. reflexivity.
  - injection E as <-. cbn [PEeval]. now rewrite (IHe1 _ eq_refl), (IHe2 _ eq_refl).
  - injection E as <-. cbn [PEeval]. now rewrite (IHe1 _ eq_refl), (IHe2 _ eq_refl).
  - injection E as <-. cbn [PEeval]. now rewrite (IHe1 _ eq_refl), (IHe2 _ eq_refl).
  - destruct (pinv p0) eqn:V; [|discriminate]. injection E as <-. cbn [PEeval].
    rewrite (IHe1 _ eq_refl), (pinv_correct _ _ _ V), (IHe2 _ eq_refl). reflexivity.
  - injection E as <-. cbn [PEeval]. now rewrite (IHe _ eq_refl).
  - rewrite rpow_IZR. destruct z as [|q|q].
    + injection E as <-. reflexivity.
    + injection E as <-. cbn [PEeval powerRZ]. rewrite (IHe _ eq_refl). reflexivity.
    + destruct (pinv p) eqn:V; [|discriminate]. injection E as <-. cbn [PEeval powerRZ].
      rewrite (pinv_correct _ _ _ V), (IHe _ eq_refl). apply pow_inv.
Qed.

Definition same (a b : rx) : bool :=
  match expr a, expr b with Some a, Some b => Peq Qeq_bool (pnorm a) (pnorm b) | _, _ => false end.
Lemma ring_plain l a b : same a b = true -> den l a = den l b.
Proof.
  unfold same. destruct (expr a) eqn:A, (expr b) eqn:B; try discriminate. intros E.
  rewrite <- (expr_correct _ _ _ A), <- (expr_correct _ _ _ B). now apply same_normal_form.
Qed.

Lemma turned_over x y u w : y = u / w -> x / y = (x * w) / u.
Proof. intros ->. unfold Rdiv. rewrite Rinv_mult, Rinv_inv. ring. Qed.
