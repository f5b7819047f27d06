000100******************************************************************PERS0001
000200*    PERSON, AS THE REGISTER KEEPS IT                            *PERS0001
000300******************************************************************PERS0001
000400 01  PERSON-RECORD.                                               PERS0001
000500     05  PERSON-KEY.                                              PERS0001
000600         10  OFFICE              PIC X(3).                        PERS0001
000700         10  PERSON-NO           PIC 9(7).                        PERS0001
000800     05  SURNAME                 PIC X(30).                       PERS0001
000900     05  GIVEN-NAMES             PIC X(40).                       PERS0001
001000/    NEW PAGE                                                     PERS0001
001100     05  BIRTH-DATE              PIC X(8).                        PERS0001
001200     05  NATIONALITY             PIC A(3).                        PERS0001
001300     05  FILLER                  PIC X(9).                        PERS0001
