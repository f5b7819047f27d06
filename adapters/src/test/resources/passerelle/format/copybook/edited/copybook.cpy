       01  REPORT-LINE.
           05  AMOUNT              PIC Z,ZZZ,ZZ9.99-.
           05  CREDIT              PIC $$,$$9.99CR.
           05  CHEQUE              PIC **,**9.99DB.
           05  SHIFT-IN            PIC +9(3)V99.
           05  DAY-OF-ENTRY        PIC 99/99/9999.
           05  SPACED-CODE         PIC XXBXXBXX.
           05  ZEROED              PIC 9(3)00.
           05  FLOATING            PIC ----9.
           05  LAST-TEXT           PIC X(4).
