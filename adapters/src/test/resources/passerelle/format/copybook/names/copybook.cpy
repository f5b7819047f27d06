       01  2ND-LEVEL_Record.
           05  CASE#               PIC X(6).
           05  FEE$AMT             PIC 9(4).
           05  9TH-DAY             PIC X(8).
           05  FILLER.
               10  CODE-1          PIC X.
               10  CODE-2          PIC X.
           05                      PIC X(3).
           05  CODE-1              PIC X(2).
           05  GROUP-A.
               10  CODE-1          PIC X(4).
           05  RESERVED.
               10  FILLER          PIC X(10).
               10                  PIC X(2).
           05  A--B                PIC X.
