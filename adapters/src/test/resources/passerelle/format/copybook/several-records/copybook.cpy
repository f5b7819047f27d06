       01  HEADER-RECORD.
           05  HDR-TYPE            PIC X      VALUE 'H'.
           05  HDR-CREATED         PIC X(14).
           05  HDR-SENDER          PIC X(10).
       01  PERSON-RECORD.
           05  PER-TYPE            PIC X      VALUE 'P'.
           05  PER-NO              PIC 9(10).
           05  PER-NAME            PIC X(30)  VALUE SPACES.
       01  TRAILER-RECORD REDEFINES PERSON-RECORD.
           05  TRL-TYPE            PIC X      VALUE 'T'.
           05  TRL-COUNT           PIC 9(9).
