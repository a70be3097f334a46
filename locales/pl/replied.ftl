## Co ktoś napisał w odpowiedzi na naszą wiadomość

reply-answer-sent-title = Odpowiedź została wysłana
reply-answer-sent = { $ref }: osoba, która pytała o klienta { $customer }, ma już Twoją odpowiedź.
reply-files = Przekazano tylko tekst. Plik trzeba dostarczyć osobie, która pytała, inną drogą.
reply-answer-offer-title = Czy to Twoja odpowiedź?
reply-answer-offer = Pytanie o klienta { $customer } ({ $ref }) czeka na Twoją odpowiedź.
reply-answer-yours = Twój tekst: „{ $words }”
reply-answer-send = Wyślij jako odpowiedź
reply-answered-before = Na pytanie o klienta { $customer } ({ $ref }) już odpowiedziano. Twój tekst nie został wysłany.
reply-not-now = { $customer } ({ $ref }): żadne pytanie nie czeka już na odpowiedź, więc Twój tekst nie został wysłany. Stan transakcji: { $state ->
    [submitted] czeka na decyzję
    [information-asked] potrzebne informacje
    [approved] zatwierdzona
    [rejected] odrzucona
    [withdrawn] wycofana
    [expired] wygasła
    [won] wygrana
    [lost] przegrana
   *[other] nieznany
}.
reply-not-sent-title = Nie wysłano
reply-too-long = Tekst jest za długi: mieści się najwyżej { $limit } znaków. Początek jest w formularzu; tam można go skrócić i wysłać.
reply-gone = To jest zbyt stare, aby je wysłać. Napisz jeszcze raz.
reply-ask-offer-title = Wysłać to jako pytanie?
reply-ask-yours = Twój tekst: „{ $words }”
reply-ask-note = Nikt jeszcze tego nie widział. Po wysłaniu partner zostanie zapytany, a decyzja poczeka na odpowiedź.
reply-ask-send = Wyślij jako pytanie
reply-asked-already = Pytanie zostało już zadane i nie ma jeszcze odpowiedzi. Twój tekst nie został wysłany.
reply-others-now = Decydują o tym teraz inne osoby. Twój tekst nie został wysłany.
reply-changed = Od napisania tego tekstu coś się zmieniło. Przed wysłaniem warto spojrzeć jeszcze raz.
reply-no-words = Samego pliku nie można przekazać. Napisz to słowami.
reply-sent-before = To zostało już wysłane; niczego nie wysłano dwa razy.
reply-edits = Późniejsza zmiana Twojej wiadomości nie zmieni już tej odpowiedzi.
