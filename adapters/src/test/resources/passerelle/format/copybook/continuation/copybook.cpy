       01  LETTER.
           05  KIND                PIC X(8).
               88  INVITATION      VALUE 'INVITE'   'SUMMONS'     'REMIN
      -    'DER'.
           05  LONG-PIC-
      *    A COMMENT BETWEEN
      -    TURE                    PIC X(1
      -    2).
      D    05  DEBUG-ITEM          PIC X(4).
           05  SENT-ON             PIC X(8).
           05  QUOTED              PIC X(4).
               88  QUOTES-IN-IT    VALUE 'IT''S'.
               88  NOT-COMMENT     VALUE '*>--'. *> BUT THIS IS ONE
