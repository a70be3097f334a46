# Dokumenty: katalog, co można w nim znaleźć i kto się nim opiekuje.

document-changed = W międzyczasie dokument się zmienił. Otwórz go ponownie i powtórz zmianę.
document-key-taken = Inny dokument ma już ten klucz. Wybierz inny klucz albo zmień tamten dokument.

document-bomb = Ten plik po rozpakowaniu jest znacznie większy, niż na to wygląda, dlatego nie został otwarty. Zapisz go ponownie bez osadzonych elementów.
document-empty = Ten plik jest pusty. Wybierz inny.
document-encrypted = Ten plik ma hasło, więc nikt nie mógłby w nim szukać. Zapisz go bez hasła.
document-macros = Ten plik zawiera makra albo coś, co uruchamia się lub pobiera przy otwarciu. Zapisz go bez tego, na przykład jako PDF.
document-no-right-to-files = W tej przestrzeni nie mam jeszcze prawa czytać plików. Poproś osobę, która zainstalowała Tandem, o ponowną instalację, która dodaje to uprawnienie; potem upuść plik jeszcze raz.
document-not-fetched = Nie udało się pobrać tego pliku. Upuść go ponownie; jeśli to się powtórzy, powiedz o tym administratorowi programu.
document-not-kept = Nie udało się zachować tego pliku: tam, gdzie Tandem trzyma pliki, nie da się teraz nic zapisać, być może z braku miejsca. Niczego nie dodano. Upuść go ponownie później; jeśli to się powtórzy, powiedz o tym administratorowi programu.
document-too-heavy = Odczytanie tego pliku wymaga zbyt wiele czasu lub pamięci. Zapisz go w prostszej postaci albo podziel.
document-too-large = Ten plik jest większy niż 25 MB. Podziel go albo zmniejsz obrazy.
document-type-unknown = Takiego pliku nie da się odczytać. Zapisz go jako PDF, Word (.docx), PowerPoint (.pptx), Excel (.xlsx), HTML, Markdown albo zwykły tekst.
document-unreadable = Ten plik jest uszkodzony i nie da się go odczytać. Zapisz go ponownie albo wyeksportuj jako PDF.

documents-title = Dokumenty
documents-count = { $count ->
    [one] Jest dla Ciebie jeden dokument.
    [few] Są dla Ciebie { $count } dokumenty.
    [many] Jest dla Ciebie { $count } dokumentów.
   *[other] Jest dla Ciebie { $count } dokumentu.
}
documents-none = Nie ma jeszcze dokumentów dla Ciebie.
documents-how = `/docs cennik` szuka w nich słów.
documents-all = Wszystkie dokumenty
documents-found-title = Dokumenty: { $words }
documents-found = { $count ->
    [one] Pasuje jeden dokument.
    [few] Pasują { $count } dokumenty, najlepszy jest pierwszy.
    [many] Pasuje { $count } dokumentów, najlepszy jest pierwszy.
   *[other] Pasuje { $count } dokumentu, najlepszy jest pierwszy.
}
documents-found-none = Nic nie pasuje do tych słów.
documents-nearest = Może chodzi o jeden z tych dokumentów:
documents-none-hint = Spróbuj mniej słów albo innych, nazwy produktu lub numeru.
documents-other-languages = W Twoim języku ({ $language }) nic o tym nie ma; oto, co jest w innych językach.
document-row = { $languages }, wersja { $number } ({ $at }), { $size }
document-row-sentence = „{ $sentence }” { $languages }, wersja { $number } ({ $at }), { $size }
document-open = Otwórz
document-type-text = Tekst
document-size-kb = { $type }, { $count } kB
document-size-mb = { $type }, { $count } MB
document-kind = Rodzaj
document-kind-price-list = Cennik
document-kind-datasheet = Karta katalogowa
document-kind-brochure = Broszura
document-kind-presentation = Prezentacja
document-kind-guide = Poradnik
document-kind-contract = Umowa
document-kind-policy = Zasady
document-kind-training = Materiał szkoleniowy
document-kind-other = Inny
document-product = Produkt
document-version = Wersja
document-version-is = { $number }, obowiązuje od { $at }
document-languages = Język
document-file = Plik
document-customers = Dla klientów
document-customers-yes = Możesz przekazać go klientom.
document-customers-no = Tylko dla Ciebie, nie dla klientów.
document-note = Co się zmieniło
document-verified = Zweryfikowany przez opiekuna.
document-verified-until = Zweryfikowany przez opiekuna; następny przegląd { $at }.
document-unverified = Niezweryfikowany: minął termin przeglądu, a opiekun dostał pytanie.
document-no-text = Nie ma w nim tekstu, który można by tu pokazać.
document-cut = To początek dokumentu.
document-history = Wersje
document-history-count = { $count ->
    [one] Jedna wersja.
    [few] { $count } wersje, najnowsza jest pierwsza.
    [many] { $count } wersji, najnowsza jest pierwsza.
   *[other] { $count } wersji, najnowsza jest pierwsza.
}
document-version-row = Wersja { $number } ({ $at }): { $validity ->
    [current] ta obowiązuje
    [coming] zacznie wtedy obowiązywać
    [superseded] zastąpiona nowszą
    [waiting] czeka na zatwierdzenie
   *[rejected] odrzucona
}
document-no-note = Nikt nie napisał, co się zmieniło.
document-due-title = Czy to wciąż aktualne? { $title }
document-due = Minął termin przeglądu dokumentu { $ref }, więc nie jest on już oznaczony jako zweryfikowany. Sprawdź go i powiedz, czy wciąż jest aktualny.
document-kept = { $ref } jest w katalogu i jest zweryfikowany.
document-retired = { $ref } usunięto z katalogu { $at }. Nikt go już nie znajdzie.
document-verify = Wciąż aktualny
document-retire = Wycofaj
document-retire-sure = Nikt już nie znajdzie dokumentu „{ $title }”. Możesz go przywrócić.
document-bring-back = Przywróć
document-from = Obowiązuje od
document-approval-title = Nowa wersja: { $title }
document-approval-lead = Wersja { $number } dokumentu { $ref }, opiekun: { $owner }. Partnerzy przeczytają ją po zatwierdzeniu.
document-approved = Wersja { $number } dokumentu { $ref } obowiązuje. Zatwierdził(a): { $by }.
document-rejected = Wersja { $number } dokumentu { $ref } nie obowiązuje. Odrzucił(a): { $by }. Poprzednia pozostaje w mocy.
document-not-given = Dokument można przeczytać tylko tutaj; sam plik nie jest dla Ciebie przeznaczony.
document-renewed-title = Nowa wersja: { $title }
document-renewed = Od { $at } obowiązuje wersja { $number }. Ostatnio otwarta przez Ciebie wersja to { $seen }.
document-renewed-note = Co zmieniło się w wersji { $number }
document-add = Dodaj do katalogu
document-add-title = Dodaj do katalogu
document-add-submit = Dodaj
document-title = Tytuł
document-choose-kind = Rodzaj
document-choose-language = Język
document-choose-view = Kto może go czytać
document-choose-customers = Dla klientów
document-choose-region = Region (puste: wszystkie)
document-choose-product = Produkt
document-view-owner = Tylko Ty i administratorzy
document-view-vendor = Osoby po stronie producenta
document-view-partner-admins = Także administratorzy partnerów
document-view-partners = Wszystkie osoby u partnerów
document-dropped = { $weight }. Co mam zrobić z tym plikiem? Czeka jeden dzień.
document-near = { $ref } nazywa się prawie tak samo.
document-renew = Nowa wersja
document-renew-title = Nowa wersja
document-renew-of = Ten plik stanie się nową wersją dokumentu { $title } ({ $ref }). Kto otworzył poprzednią, dowie się, co się zmieniło.
document-taken = { $ref } jest w katalogu: od teraz obowiązuje wersja { $number }.
document-taken-waits = { $ref } jest w katalogu: wersja { $number } zacznie obowiązywać po zatwierdzeniu.
document-drop-over = Ten plik jest już w katalogu albo czekał dłużej niż jeden dzień. Jeśli jest nadal potrzebny, upuść go ponownie.
document-added-before = Ten plik jest już dodany. Aby znów obowiązywał, upuść go jeszcze raz i naciśnij „Nowa wersja” przy jego dokumencie. Dokument wycofany trzeba najpierw przywrócić.
document-same = Obowiązująca wersja to właśnie ten plik, więc nie ma czego odnawiać.
document-useful = Przydał się
document-useless = Nie przydał się
document-useful-thanks = Dziękujemy. Zapisano bez Twojego nazwiska: przydał się.
document-useless-thanks = Dziękujemy. Zapisano bez Twojego nazwiska: nie przydał się.
documents-usage = Jak wykorzystywane są dokumenty
documents-usage-in = Jak wykorzystywane są dokumenty: { $region }
documents-usage-all = Wszystkie regiony
documents-usage-how = { $days ->
    [one] Przez osoby z firm partnerskich, w ciągu ostatniego dnia.
    [few] Przez osoby z firm partnerskich, w ciągu ostatnich { $days } dni.
   *[many] Przez osoby z firm partnerskich, w ciągu ostatnich { $days } dni.
}
documents-usage-none = Nic.
documents-most = Otwarte przez najwięcej osób
documents-used = { $people ->
    [one] Jedna osoba
    [few] { $people } osoby
   *[many] { $people } osób
}, otwarcia: { $times }; przydał się: { $useful }, nie przydał się: { $useless }
documents-unused = { $count ->
    [one] Jeden dokument, którego nikt nie otworzył
    [few] { $count } dokumenty, których nikt nie otworzył
   *[many] { $count } dokumentów, których nikt nie otworzył
}
documents-missing = Szukane na próżno
documents-gap = { $region }: { $partners ->
    [one] jeden partner
    [few] { $partners } partnerów
   *[many] { $partners } partnerów
}, { $times ->
    [one] jeden raz
    [few] { $times } razy
   *[many] { $times } razy
}
document-undecidable = Wersja { $number } dokumentu { $ref } czeka na zatwierdzenie, a mógłby je dać tylko jej opiekun albo nie można powiadomić nikogo, kto mógłby je dać. Nadaj komuś innemu rolę dyrektora lub administratora; wtedy zostanie poproszony.
document-decided = O wersji { $number } dokumentu { $ref } już zdecydowano.
document-ask = Zapytaj opiekuna
document-question = Dokument
document-question-about = Dotyczy dokumentu: { $title }
document-question-offer = Czy to pytanie dotyczy dokumentu?
document-question-sent = Pytanie przeczyta opiekun dokumentu. Odpowiedź przyjdzie tutaj, do Ciebie prywatnie. Dotyczy: { $title }
documents-plainly = Te słowa zostały wyszukane w dokumentach. W innych sprawach zobacz, co potrafię.
document-how-to-get = Napisz do Tandema `/docs { $ref }`, aby dostać go prywatnie.
document-named = Wersja { $number } jest w katalogu ({ $weight }).
document-not-for-channel = Nie wszyscy, którzy czytają ten kanał, mogą mieć ten dokument, więc nie został tam udostępniony.
document-not-shared = Nie ma pewności, że dokument dotarł do { $name }, gdzie czytają osoby z { $partner }.
document-not-shared-again = Gdy to będzie załatwione, udostępnij go ponownie: nic nie trafi tam samo.
document-not-shared-over = W międzyczasie wycofano go z katalogu albo nie obowiązuje już żadna jego wersja.
document-not-shared-title = Nie udostępniono: { $title }
document-not-shared-unlinked = Dokument nie dotarł: kanał nie jest już powiązany z partnerem { $partner }.
document-share = Udostępnij
document-share-for-good = To, co zostało udostępnione, zostaje tam także wtedy, gdy obowiązuje nowa wersja. Każda osoba w kanale może przekazać plik dalej.
document-share-lead = Wersję { $number } zobaczą wszyscy, którzy czytają kanał. Wybierz jeden.
document-share-nowhere = Nie ma kanału, w którym wszyscy mogą mieć ten dokument. Musi być przeznaczony dla wszystkich osób u partnera, a kanał partnera musi być z nim powiązany i sprawny.
document-share-open = Udostępnij w kanale
document-share-readers = Czytają go wszyscy w kanale: osoby z { $partner } i Wasze.
document-share-sure = „{ $title }” zobaczą wszyscy w { $name }: osoby z { $partner } i Wasze. Nie da się tego cofnąć.
document-share-title = Udostępnianie: { $title }
document-shared = Dokument jest w drodze do { $name }, gdzie czytają go osoby z { $partner }.
document-vanished = Pliku dokumentu { $ref } nie ma już w obserwowanym folderze. Dokument pozostaje w katalogu: powiedz, czy jest nadal aktualny, albo go wycofaj.

# Choosing one, in a form or beside a message
document-option = { $title } ({ $ref })
document-pointer-title = Dokument
document-pointer = Każdy otwiera go prywatnie, o ile ma do niego dostęp.
document-replace = Nowa wersja innego
document-replace-which = Dokument
document-which-hint = Wpisz część tytułu

# Edycja
document-edit = Edytuj
document-edit-title = Edycja dokumentu
document-edit-save = Zapisz
document-product-any = Żaden konkretny produkt
document-partner-any = Wszyscy partnerzy
document-partners-several = { $count ->
    [one] { $count } partner, jak dotąd
    [few] { $count } partnerzy, jak dotąd
   *[many] { $count } partnerów, jak dotąd
}
document-choose-languages = Języki
document-choose-regions = Regiony (żaden: wszystkie)
document-choose-tiers = Poziomy (żaden: wszystkie)
document-choose-types = Rodzaje partnerów (żaden: wszystkie)
document-choose-partner = Partner
document-choose-partner-hint = Wpisz część nazwy, jeśli jest tylko dla jednego partnera
document-choose-download = Kto z nich może dostać plik
document-choose-edit = Kto może go zmieniać
document-choose-review = Kiedy zapytać opiekuna, czy jest aktualny
document-choose-every = A potem
document-circle-owner = Tylko opiekun i administratorzy
document-every = { $days ->
    [0] już nigdy
    [one] codziennie
    [few] co { $days } dni
   *[many] co { $days } dni
}
document-edited-for = { $count ->
    [0] { $ref }: zapisano. Żaden partner go nie czyta.
    [one] { $ref }: zapisano. Może go czytać { $count } partner.
    [few] { $ref }: zapisano. Może go czytać { $count } partnerów.
   *[many] { $ref }: zapisano. Może go czytać { $count } partnerów.
}
document-review-past = Wybierz dzień, który dopiero nadejdzie.

# Whoever answers for a document hands it on
document-hand-on = Przekaż opiekę
document-choose-owner = Kto będzie opiekunem
document-choose-owner-hint = Wpisz część imienia lub nazwiska
document-owner-now = Teraz: { $owner }. Pytania o „{ $title }” i przeglądy będzie dostawać osoba, którą wybierzesz.
document-is-handed-on = Od teraz opiekunem dokumentu { $ref } jest { $to }; ta osoba dostanie wiadomość.
document-yours = Od teraz opiekujesz się dokumentem { $ref }: do Ciebie trafiają pytania o niego i przeglądy.
document-not-yours = Ten dokument może przekazać tylko jego opiekun albo administrator.
