       01  FAMILY.
           05  FAMILY-NO           PIC X(8).
           05  CHILDREN            PIC 9(2).
           05  CHILD OCCURS 0 TO 9 TIMES DEPENDING ON CHILDREN.
               10  CHILD-NAME      PIC X(20).
               10  CHILD-BORN      PIC X(8).
