       01  BUDGET.
           05  THOUSANDS           PIC 9(5)P(3).
           05  PER-MILLE           PIC VPP9(2).
           05  SMALL-SIGNED        PIC SPP99 COMP-3.
           05  WHOLE               PIC S9(5)V.
           05  OPTIONAL-FEE        PIC 9(5)V99 BLANK WHEN ZERO.
           05  RIGHT-NAME          PIC X(10) JUSTIFIED RIGHT.
           05  RIGHT-CODE          PIC X(3) JUST.
           05  LOST-SIGN           PIC 9(3) SIGN LEADING SEPARATE.
