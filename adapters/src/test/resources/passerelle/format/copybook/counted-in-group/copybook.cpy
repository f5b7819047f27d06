       01  FAMILY.
           05  HEAD.
               10  FAMILY-NO       PIC X(8).
               10  CHILDREN        PIC 9(2) COMP-3.
           05  BODY.
               10  SINCE           PIC X(8).
               10  CHILD OCCURS 0 TO 9 TIMES
                   DEPENDING ON CHILDREN OF HEAD OF FAMILY.
                   15 CHILD-NAME   PIC X(20).
                   15 CHILD-BORN   PIC X(8).
