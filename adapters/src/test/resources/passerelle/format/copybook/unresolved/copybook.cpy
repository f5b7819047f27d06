       TITLE 'CASE FILE'
       ++INCLUDE CASEKEYS
           EXEC SQL DECLARE REG.CASE_FILE TABLE
           ( CASE_NO CHAR(10) NOT NULL,
             OPENED  DATE NOT NULL ) END-EXEC.
           REPLACE ==:P:== BY ==CASE==.
       01  CASE-FILE.
           05  CASE-NO             PIC X(10).
           05  APPLICANT.
               COPY APPLICNT REPLACING ==:TAG:== BY ==APP==.
           EJECT
           05  OPENED              PIC X(10).
           EXEC SQL INCLUDE CASETAIL END-EXEC.
