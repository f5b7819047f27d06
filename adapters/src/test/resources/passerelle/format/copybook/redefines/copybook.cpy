       01  ADDRESS-RECORD.
           05  COUNTRY             PIC X(3).
           05  HOME-ADDRESS.
               10  STREET          PIC X(24).
               10  TOWN            PIC X(16).
           05  FOREIGN-ADDRESS REDEFINES HOME-ADDRESS.
               10  ADDRESS-LINE    PIC X(20) OCCURS 2.
           05  FILLER REDEFINES HOME-ADDRESS.
               10  ADDRESS-NO      PIC ZZ9.
               10  ADDRESS-NO-X REDEFINES ADDRESS-NO PIC X(3).
               10  FILLER          PIC X(37).
           05  CODE-A              PIC X(2).
           05  CODE-N REDEFINES CODE-A PIC 9(4).
           05  LAST-CHANGE         PIC X(8).
