>>SOURCE FORMAT IS FREE
*> A visa, in free format.
01 visa.
  05 visa-no pic x(9). *> with its check digit
  05 visa-class picture is a.
  05 entries-allowed pic 99; value zero.
  05 fee, pic is s9(5)v99 usage is packed-decimal.
  05 valid-from pic x(8). 05 valid-until pic x(8).
