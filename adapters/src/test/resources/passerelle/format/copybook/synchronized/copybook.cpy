       01  MEASURE.
           05  CODE-1              PIC X(5).
           05  PLACE.
               10  PLACE-CODE      PIC XX.
               10  PLACE-NO        PIC S9(6) COMP SYNC.
           05  NUMBERS.
               10  HALF            PIC S9(4) COMP SYNCHRONIZED RIGHT.
               10  FULL            PIC S9(12) COMP SYNC.
           05  MARK                PIC X SYNC.
           05  TABLE-1 OCCURS 3.
               10  LETTER          PIC X.
               10  QUANTITY        PIC S9(9) COMP SYNC.
               10  UNIT            PIC XX.
           05  LAST-ONE            PIC X.
