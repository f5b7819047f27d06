       01  READINGS.
           05  STATION             PIC X(4).
           05  TEMPERATURE         COMP-1.
           05  PRESSURE            USAGE IS COMP-2.
           05  RATES               COMPUTATIONAL-1.
               10  RATE-1.
               10  RATE-2.
           05  SAMPLE              COMP-1 OCCURS 3.
           05  NEXT-IX             USAGE INDEX.
           05  BUFFER-AT           POINTER.
           05  STATION-END         PIC X(4).
