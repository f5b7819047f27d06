       01  BALANCES.
           05  UNSIGNED            PIC 9(5).
           05  LAST-DIGIT          PIC S9(5)V99.
           05  FIRST-DIGIT         PIC S9(5) SIGN IS LEADING.
           05  BEFORE              PIC S9(5) SIGN LEADING
                                   SEPARATE CHARACTER.
           05  BEHIND              PIC S9(5)V9 TRAILING SEPARATE.
           05  INHERITED           SIGN IS TRAILING SEPARATE.
               10  BEHIND-TOO      PIC S9(3).
               10  NO-SIGN         PIC 9(3).
               10  IN-FIRST        PIC S9(3) LEADING.
