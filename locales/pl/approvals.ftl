approvals-title = Do zatwierdzenia
approvals-count = { $count ->
    [0] Nic nie czeka na Twoją decyzję.
    [one] { $count } sprawa czeka na Twoją decyzję.
    [few] { $count } sprawy czekają na Twoją decyzję.
    [many] { $count } spraw czeka na Twoją decyzję.
   *[other] { $count } sprawy czeka na Twoją decyzję.
}
approvals-row = { $lead } · od { $at }
approvals-row-promised = { $lead } · od { $at } · odpowiedź obiecana do { $until }
approval-open = Zdecyduj
approval-approve = Zatwierdź
approval-reject = Odrzuć
approval-ask = Zapytaj
approval-title-over = { $phase ->
    [approved] Zatwierdzono · { $what }
    [rejected] Odrzucono · { $what }
   *[closed] Zamknięto · { $what }
}
approval-decided = { $outcome ->
    [approved] Decyzja: zatwierdzono, { $who }, { $at }.
   *[rejected] Decyzja: odrzucono, { $who }, { $at }.
}
approval-decided-before = { $outcome ->
    [approved] Decyzja zapadła chwilę wcześniej: zatwierdzono, { $who }, { $at }. Nic nie zostało zmienione.
   *[rejected] Decyzja zapadła chwilę wcześniej: odrzucono, { $who }, { $at }. Nic nie zostało zmienione.
}
approval-decided-by-you = { $outcome ->
    [approved] Decyzja już zapadła i była Twoja: zatwierdzono, { $at }. Nic nie zostało zmienione.
   *[rejected] Decyzja już zapadła i była Twoja: odrzucono, { $at }. Nic nie zostało zmienione.
}
approval-closed = Zgłoszenie zostało wycofane, decyzja nie jest już potrzebna.
approval-closed-before = Zgłoszenie zostało wycofane chwilę wcześniej. Nic nie zostało zmienione.
approval-changed = Od kiedy to widać na Twoim ekranie, coś się zmieniło. Tak jest teraz; zdecyduj jeszcze raz.
approval-reject-title = Odrzuć
approval-reason = Powód
approval-words = Własnymi słowami
approval-words-hint = Potrzebne tylko przy powodzie „Inny powód”; partner to przeczyta.
approval-reason-missing = Wybierz powód.
approval-words-missing = Opisz powód w kilku słowach.
approval-approve-title = Zatwierdź
approval-choice-missing = Najpierw dokonaj wyboru: naciśnij „Zatwierdź” na najnowszej karcie.
approval-reject-sure = Osoba, która prosiła, dowie się, że odpowiedź jest odmowna. Tego nie można cofnąć.
approval-ask-title = Poproś o informacje
approval-question = Twoje pytanie
approval-ask-send = Wyślij
own-approval = To Twoje zgłoszenie, więc decyzję musi podjąć ktoś inny.
approval-decided-automatically = Zatwierdzono automatycznie na podstawie reguły programu, { $at }.
approval-others-now = Teraz decyzja należy do innych osób; tak wygląda obecny stan.
approval-step-done = Krok { $step } z { $steps }: zatwierdzono, { $who }.
approval-step-begun = Krok { $step } z { $steps }: zatwierdzenia 0 z { $needed }. Teraz decyduje: { $asked }.
approval-step-now = Krok { $step } z { $steps }: zatwierdzenia { $done } z { $needed } ({ $who }). Teraz decyduje: { $asked }.
approval-step-then = Krok { $step } z { $steps }, { $needed ->
    [one] jedna decyzja: { $asked }.
    [few] { $needed } decyzje: { $asked }.
    [many] { $needed } decyzji: { $asked }.
   *[other] { $needed } decyzji: { $asked }.
}
approval-step-rejected = Krok { $step } z { $steps }: odrzucono, { $who }.
approval-step-never = Krok { $step } z { $steps }: już niepotrzebny ({ $asked }).
approval-still-waits = To wciąż czeka na Twoją decyzję; minęła już znaczna część czasu odpowiedzi.
approval-escalated = Osoby poproszone jako pierwsze nie zdecydowały na czas, dlatego prosimy także Ciebie. Decyduje ten, kto będzie pierwszy.
approval-escalated-among-others = Osoby poproszone jako pierwsze nie zdecydowały na czas, dlatego prosimy także Ciebie. Oprócz Twojej zgody mogą być potrzebne zgody innych osób.
approval-why = Dlaczego ja?
why-title = Dlaczego decyzja należy do Ciebie
why-title-others = Kto o tym decyduje
why-you = { $role ->
    [channel-manager] Pytamy Ciebie, bo opiekujesz się partnerem { $partner }.
    [regional-lead] Pytamy Ciebie, bo kierujesz regionem { $region }.
    [director] Pytamy Ciebie w roli dyrektora: dyrektorzy decydują w sprawach wszystkich partnerów.
    [partner-admin] Pytamy Ciebie w roli administratora partnera { $partner }.
   *[admin] Pytamy Ciebie w roli administratora programu.
}
why-you-named = Pytamy Ciebie, bo reguła wskazuje Cię imiennie.
why-voted = Twoja odpowiedź jest już zapisana; teraz decyzja należy do innych osób.
why-rule = Wniosek podlega regule { $rule } programu (wersja { $version }).
why-rule-named = Wniosek podlega regule { $rule } programu (wersja { $version }): { $name }.
why-rate = Kwotę porównano po kursie Europejskiego Banku Centralnego ({ $day }): 1 { $of } = { $rate } { $to }.
why-unknown = Nie znamy kursu waluty { $currency }, więc reguły z limitem w innej walucie tu nie obowiązują.
why-old = Najnowszy znany wtedy kurs pochodził z { $day }: był za stary, by cokolwiek zatwierdzić według niego automatycznie.
why-person = { $role ->
    [channel-manager] { $who }, opiekun partnera { $partner }
    [regional-lead] { $who }, kierownik regionu { $region }
    [director] { $who }, dyrektor
    [partner-admin] { $who }, administrator partnera { $partner }
   *[admin] { $who }, administrator programu
}
why-person-named = { $who }, imiennie
why-vote = { $outcome ->
    [approved] Zatwierdzenie: { $who }, { $at }.
   *[rejected] Odrzucenie: { $who }, { $at }.
}
why-nobody = Na tym etapie nikt nie może teraz zdecydować: administrator musi komuś nadać tę rolę.
approvals-fit = { $count ->
    [0] Nic z tego, co czeka na Twoją decyzję, nie pasuje.
    [one] Pasuje { $count } sprawa, która czeka na Twoją decyzję.
    [few] Pasują { $count } sprawy, które czekają na Twoją decyzję.
    [many] Pasuje { $count } spraw, które czekają na Twoją decyzję.
   *[other] Pasuje { $count } sprawy, która czeka na Twoją decyzję.
}
approvals-only-name = Tylko to, co dotyczy „{ $name }”: kraju, regionu, partnera lub klienta.
approvals-only-ref = Tylko { $ref }.
approvals-only-over = Tylko to, co jest warte więcej niż { $amount }; inne waluty według kursu Europejskiego Banku Centralnego.
approvals-only-conflict = Tylko to, co koliduje z inną transakcją.
approvals-only-overdue = Tylko to, na co odpowiedź powinna już być.
approvals-all = Pokaż wszystko
approval-undo = Cofnij
approval-undo-until = Partner dowie się o tym o { $until }. Do tej chwili możesz cofnąć decyzję.
approval-undo-late = Tej decyzji nie można już cofnąć: jest to możliwe przez { $seconds } s od decyzji, zanim partner się o niej dowie, i tylko dla osoby, która ją podjęła. Skontaktuj się z partnerem.
approval-instead = Prosimy Cię o decyzję w zastępstwie osoby, która jest nieobecna: { $name }.
