r"""What every LaTeX page begins with: packages, each with a fall-back, and the commands of the page."""

_PACKAGES = r"""\documentclass[11pt,a4paper]{article}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[utf8]{inputenc}
  \IfFileExists{lmodern.sty}{\usepackage[T1]{fontenc}\usepackage{lmodern}}{}
  \pdftrailerid{}
\fi
\usepackage[a4paper,hmargin=26mm,vmargin=23mm]{geometry}
\usepackage{amsmath,amssymb}
\usepackage{array,longtable}
\usepackage{color,graphicx}
\IfFileExists{microtype.sty}{\usepackage{microtype}}{}
\IfFileExists{booktabs.sty}{\usepackage{booktabs}}{\newcommand\toprule{\hline}\newcommand\midrule{\hline}%
  \newcommand\bottomrule{\hline}}
\definecolor{mllink}{rgb}{0.11,0.25,0.48}
\usepackage[colorlinks=true,allcolors=mllink]{hyperref}
\allowdisplaybreaks[2]
\setlength{\parindent}{0pt}
\setlength{\emergencystretch}{3em}
\relpenalty=2000
\binoppenalty=4000
\setlength{\parskip}{0.5\baselineskip plus 1pt}
"""

COMMANDS = r"""\definecolor{mlgood}{rgb}{0.10,0.42,0.18}
\definecolor{mlbad}{rgb}{0.65,0.11,0.11}
\definecolor{mlopen}{rgb}{0.60,0.35,0.00}
\definecolor{mlquiet}{gray}{0.37}
\providecommand{\textquotedbl}{"}
\newcommand{\mlchecked}{\textcolor{mlgood}{\ensuremath{\checkmark}}}
\newcommand{\mlgap}{\textcolor{mlopen}{\textnormal{\textbf{gap}}}}
\newcommand{\mlunproved}{\textcolor{mlopen}{\textnormal{\textbf{?}}}}
\newcommand{\mlrefuted}{\textcolor{mlbad}{\ensuremath{\boldsymbol{\times}}}}
\makeatletter
\newcommand{\mltag}[2]{\ifx\protect\@typeset@protect#1\enspace(#2)\else#2\fi}
\makeatother
\newcommand{\mlroom}[1]{\par\penalty-100 \ifdim\dimexpr\pagegoal-\pagetotal\relax<#1\vfil\break\fi}
\newcommand{\mlheading}[1]{\mlroom{7\baselineskip}\bigskip{\noindent\raggedright\hyphenpenalty10000\textbf{#1}\par}%
  \nopagebreak\vspace{-0.2\baselineskip}}
\newcommand{\mlwordless}{\ifvmode\nopagebreak\vspace{-\parskip}\vspace{-\baselineskip}\fi}
\newcommand{\mlwhy}[2]{\parbox{#1}{\raggedright\small\itshape\rule{0pt}{2.6ex}#2\rule[-1.2ex]{0pt}{0pt}}}
\newcommand{\mlabove}[1]{\text{\small\itshape #1}}
\newcommand{\mlnote}[2]{{\small\color{#1}#2\par}}
\newcommand{\mlsmall}[1]{{\small\raggedright\parskip=0.3\baselineskip #1\par}}
\newsavebox{\mlbox}
\newcommand{\mlfit}[2]{\sbox{\mlbox}{$\displaystyle #2$}%
  \ifdim\wd\mlbox>#1\resizebox{#1}{!}{\usebox{\mlbox}}\else\usebox{\mlbox}\fi}
\newenvironment{mlitems}{\begin{list}{}{\topsep=0pt\parsep=0pt\itemsep=2pt\leftmargin=4em%
  \labelwidth=2.6em\labelsep=0.6em}}{\end{list}}
\newenvironment{mlclaim}[1]{\par\bigskip\noindent\textbf{#1.} \ignorespaces}{\par}
\newcommand{\mlproof}[1]{\par\medskip\noindent\textit{#1.} }
\newcommand{\mlkeep}{\postdisplaypenalty=10000 }
\newcommand{\mlqed}{\par\postdisplaypenalty=0 \nopagebreak\vspace{-0.7\baselineskip}\hfill$\square$\par}
\newcommand{\mlplace}{\par\bigskip\ifdefined\phantomsection\phantomsection\fi}
\newenvironment{mlreviewed}[3]{\noindent\textbf{#1}\enspace #2\unskip\nobreak\hfil\penalty50\hskip1.5em
  \hbox{}\nobreak\hfil\mbox{#3}\parfillskip=0pt\finalhyphendemerits=0\ignorespaces}{\par\nopagebreak}
"""
"""What formulas, reasons and hypotheses are set with, on a page as in a fragment."""

_PAGE = r"""
\newcommand{\mltitle}[3]{\begin{center}{\LARGE #1\par}\vskip 0.6em #2\enspace #3\end{center}\vskip 0.5em}
\newcommand{\mlstep}[1]{\hyperref[step:#1]{(#1)}}
\newenvironment{mltable}[1]{\small\begin{longtable}[l]{@{}#1@{}}\toprule}%
  {\bottomrule\end{longtable}}
"""

PREAMBLE = _PACKAGES + COMMANDS + _PAGE.lstrip()
