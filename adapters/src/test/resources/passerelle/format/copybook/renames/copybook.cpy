       77  LINE-COUNT              PIC 9(3) COMP-3.
       78  MAX-LINES               VALUE 60.
       01  NAME-RECORD.
           05  FAMILY-NAME         PIC X(20).
           05  GIVEN-NAME          PIC X(15).
           05  TITLE-TEXT          PIC X(5).
           66  FULL-NAME RENAMES FAMILY-NAME THRU GIVEN-NAME.
