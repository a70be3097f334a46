# Dokumenty: katalog, co można w nim znaleźć i kto się nim opiekuje.

document-changed = W międzyczasie dokument się zmienił. Otwórz go ponownie i powtórz zmianę.
document-key-taken = Inny dokument ma już ten klucz. Wybierz inny klucz albo zmień tamten dokument.
