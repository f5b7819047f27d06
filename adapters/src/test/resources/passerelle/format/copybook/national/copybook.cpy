       01  NAMES-IN-SCRIPT.
           05  LATIN               PIC X(20).
           05  NATIVE-NAME         PIC N(15).
           05  NATIVE-UTF16        PIC N(10) USAGE NATIONAL.
           05  GRAPHIC             PIC G(8) DISPLAY-1.
           05  LATIN-END           PIC X(2).
