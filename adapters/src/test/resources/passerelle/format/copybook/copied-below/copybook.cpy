      * COPIED WITH REPLACING BELOW AN 01 OF THE PROGRAM
           05  :TAG:-ADDRESS.
               10  :TAG:-STREET    PIC X(20).
               10  :TAG:-TOWN      PIC X(15).
           05  :TAG:-SINCE         PIC 9(8).
