extension-title = Dłuższa ochrona
extension-send = Poproś
extension-intro = Transakcja { $ref } jest chroniona do: { $until }.
extension-until = Chroniona do
extension-hint = O tej samej porze dnia co teraz; najpóźniej { $last }.
extension-words = Jak stoi sprawa i dlaczego trwa to dłużej
extension-waits = Prośba o dłuższą ochronę tej transakcji już jest i czeka na decyzję.
extension-days = Wybierz dzień późniejszy niż { $first }, najdalej { $last }.
extension-asked-title = Prośba o dłuższą ochronę: { $ref }
extension-asked = Kto zdecyduje: { $deciders }. Ochrona trwałaby do: { $until }. Do decyzji nic się nie zmienia: ochrona trwa do: { $now }.
extension-no-decider = Szukamy osoby, która zdecyduje o ochronie do: { $until }; powiadomiliśmy administratorów. Do decyzji nic się nie zmienia: ochrona trwa do: { $now }.
extension-request-title = Dłuższa ochrona? { $customer }
extension-request-lead = { $partner } · do: { $until }
extension-fact-asked = Prośba o ochronę do
extension-fact-by = Kto prosi
extension-fact-words = Jak stoi sprawa
extension-fact-granted = Dotychczas
extension-granted = { $count ->
    [0] Bez przedłużeń
    [one] { $count } przedłużenie
    [few] { $count } przedłużenia
    [many] { $count } przedłużeń
   *[other] { $count } przedłużenia
}
extension-decided-title = { $step ->
    [extend] Przedłużono ochronę: { $customer }
   *[keep-time] Nie przedłużono ochrony: { $customer }
}
extension-decided = { $step ->
    [extend] Transakcja { $ref } (klient: { $customer }) jest chroniona dłużej, do: { $until }.
   *[keep-time] Ochrona transakcji { $ref } (klient: { $customer }) nie będzie trwała do: { $until }. Trwa tak długo jak dotąd.
}
