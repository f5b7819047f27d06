       01  HOUSEHOLD.
           05  HOUSEHOLD-NO        PIC X(8).
           05  PHONE               PIC X(12) OCCURS 3 TIMES.
           05  MEMBER OCCURS 4 TIMES
                   ASCENDING KEY IS MEMBER-NO
                   INDEXED BY MEMBER-IX, MEMBER-IY.
               10  MEMBER-NO       PIC 9(2).
               10  MEMBER-NAME     PIC X(20).
               10  STAY OCCURS 2.
                   15  ARRIVED     PIC X(8).
                   15  NIGHTS      PIC S9(3) COMP-3.
           05  FILLER              PIC X(2) OCCURS 5.
           05  ONCE                PIC X OCCURS 1.
           05  FILLER OCCURS 2.
               10  MARK            PIC X.
