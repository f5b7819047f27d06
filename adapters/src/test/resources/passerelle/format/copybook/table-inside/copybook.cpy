       01  JOURNEY.
           05  STOPS               PIC S9(4) COMP.
           05  STOP OCCURS 1 TO 4 DEPENDING ON STOPS.
               10  PORT            PIC X(5).
           05  CARRIER             PIC X(3).
           05  BAGS OCCURS 2 TIMES
               DEPENDING ON BAG-COUNT OF CONTROL-BLOCK.
               10  TAG-NO          PIC X(10).
           05  RATE                COMP-1
               OCCURS 1 TO 3 DEPENDING ON STOPS.
