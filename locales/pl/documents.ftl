# Dokumenty: katalog, co można w nim znaleźć i kto się nim opiekuje.

document-changed = W międzyczasie dokument się zmienił. Otwórz go ponownie i powtórz zmianę.
document-key-taken = Inny dokument ma już ten klucz. Wybierz inny klucz albo zmień tamten dokument.

document-bomb = Ten plik po rozpakowaniu jest znacznie większy, niż na to wygląda, dlatego nie został otwarty. Zapisz go ponownie bez osadzonych elementów.
document-empty = Ten plik jest pusty. Wybierz inny.
document-encrypted = Ten plik ma hasło, więc nikt nie mógłby w nim szukać. Zapisz go bez hasła.
document-macros = Ten plik zawiera makra albo coś, co uruchamia się lub pobiera przy otwarciu. Zapisz go bez tego, na przykład jako PDF.
document-too-heavy = Odczytanie tego pliku wymaga zbyt wiele czasu lub pamięci. Zapisz go w prostszej postaci albo podziel.
document-too-large = Ten plik jest większy niż 25 MB. Podziel go albo zmniejsz obrazy.
document-type-unknown = Takiego pliku nie da się odczytać. Zapisz go jako PDF, Word (.docx), PowerPoint (.pptx), Excel (.xlsx), HTML, Markdown albo zwykły tekst.
document-unreadable = Ten plik jest uszkodzony i nie da się go odczytać. Zapisz go ponownie albo wyeksportuj jako PDF.
