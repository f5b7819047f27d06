       01  LEDGER.
           05  PACKED-ODD          PIC S9(7)V99 COMP-3.
           05  PACKED-EVEN         PIC S9(6) PACKED-DECIMAL.
           05  PACKED-PLAIN        PIC 9(5) COMPUTATIONAL-3.
           05  BINARY-4            PIC S9(4) COMP.
           05  BINARY-5            PIC 9(5) BINARY.
           05  BINARY-9            PIC S9(7)V99 COMP-4.
           05  BINARY-10           PIC 9(10) USAGE COMPUTATIONAL.
           05  BINARY-18           PIC S9(18) USAGE IS BINARY.
           05  NATIVE-2            PIC 9(4) COMP-5.
           05  INHERITED COMP-3.
               10  ONE             PIC S9.
               10  THREE           PIC S999.
               10  AS-TEXT         PIC X(2) DISPLAY.
