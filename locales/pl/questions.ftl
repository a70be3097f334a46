## Pytania do ogłoszenia

question-ask = Zadaj pytanie
question-form-title = Zadaj pytanie
question-form-send = Wyślij
question-form-about = Dotyczy ogłoszenia: { $title }
question-words = O co chcesz zapytać?
question-before = Wcześniejsze pytanie: „{ $words }” Odpowiedź: „{ $answer }”
question-sent-title = Pytanie zostało wysłane
question-sent = Odpowiedź przyjdzie tutaj, do Ciebie prywatnie. Dotyczy: { $title }
question-yours = Twój tekst: „{ $words }”
question-files = Przekazano tylko tekst, bez pliku.
question-private = Pytanie czytają tylko osoby, które na nie odpowiadają. Późniejsza zmiana Twojej wiadomości nie zmieni już pytania.
question-offer-title = Czy to pytanie dotyczy ogłoszenia?
question-unsent = Nikt jeszcze tego nie widział.
question-send = Wyślij jako pytanie
question-answered-title = Jest odpowiedź na Twoje pytanie
question-answered-by = Odpowiedź: { $name }, { $at }
question-more = Zadaj kolejne pytanie
question-title = { $company } pyta o { $ref }
question-still-waits = { $company } wciąż czeka na odpowiedź w sprawie { $ref }
question-by = Pyta
question-by-is = { $name } ({ $company })
question-where = Gdzie
question-in-private = prywatnie
question-about = Ogłoszenie
question-at = Kiedy
question-late = Ktoś inny odpowiedział szybciej. Twój tekst nie został wysłany.
question-gone = Osoba, która pytała, nie pracuje już u tego partnera: nikt nie przeczyta odpowiedzi.
question-reply = Można też odpowiedzieć na tę wiadomość. Odpowiedź przeczyta tylko osoba, która pytała.
question-answer-is = Odpowiedź: „{ $words }”
question-answer = Odpowiedz
questions-all = Wszystkie pytania
question-answer-title = Odpowiedz na pytanie
question-answer-send = Wyślij
question-answer-words = Twoja odpowiedź
question-asked-by = { $name } ({ $company }) pyta: „{ $words }”
question-answered = Na to pytanie już odpowiedziano.
question-open = Otwórz
questions-title = { $ref }: pytania do ogłoszenia „{ $title }”
questions-none = Nikt jeszcze o nic nie zapytał.
questions-count = { $count ->
    [one] { $count } pytanie, czeka na odpowiedź: { $waiting }.
    [few] { $count } pytania, czeka na odpowiedź: { $waiting }.
   *[many] { $count } pytań, czeka na odpowiedź: { $waiting }.
}
questions-button = Pytania ({ $count })
question-row-waits = { $name } ({ $company }), { $at }: czeka na odpowiedź
question-row-answered = { $name } ({ $company }): odpowiedź { $at }

question-answer-with = Dokument, który na nie odpowiada
question-answer-document = Odpowiedzią jest dokument: { $title } ({ $ref }).
question-open-answer = Otwórz odpowiedź
question-answered-with = Odpowiedź: { $ref }.
question-document-gone = Odpowiedzią był dokument, do którego nie masz już dostępu.
question-document-closed = Osoba, która pyta, nie może czytać tego dokumentu. Wybierz inny albo odpowiedz słowami.
question-keep = Zachowaj jako dokument
question-keep-text = Treść
question-kept-before = Ta odpowiedź jest już w katalogu.
