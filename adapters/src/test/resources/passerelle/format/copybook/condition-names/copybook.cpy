       01  STATUS-RECORD.
           05  SEX                 PIC X.
               88  MALE            VALUE 'M'.
               88  FEMALE          VALUE "F".
               88  NOT-SAID        VALUES ARE SPACE, 'X'.
           05  PROTECTION          PIC X(2).
               88  APPLIED         VALUE 'A1' 'A2' 'A3'
                                   WHEN SET TO FALSE 'NO'.
               88  REFUSED         VALUE 'R1'.
           05  GRADE               PIC X.
               88  GOOD            VALUE 'A' THRU 'C'.
               88  BAD             VALUE 'F'.
           05  REMARK              PIC X(10).
               88  NONE            VALUE 'NO REMARK'.
           05  RAW-FLAG            PIC X.
               88  RAW-OFF         VALUE LOW-VALUES.
               88  RAW-ON          VALUE X'FF'.
           05  ATTEMPTS            PIC 9(2).
               88  NO-ATTEMPT      VALUE 0.
               88  TOO-MANY        VALUES 4 THROUGH 99.
           05  NAME-PARTS.
               88  NO-NAME         VALUE SPACES.
               10  PART-1          PIC X(4).
               10  PART-2          PIC X(4).
           05  FILLER              PIC X.
               88  LAST-ONE        VALUE 'L'.
           05  NICKNAME            PIC X(4).
               88  NO-NICKNAME     VALUE SPACES.
