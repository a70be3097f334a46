partner-type = Rodzaj partnera
partner-type-channel = Partner handlowy
partner-type-technology = Partner technologiczny
partner-type-referral = Partner polecający
partner-type-joint-venture = Spółka joint venture
partner-type-alliance = Alians
partner-tier = Poziom
partner-region = Region
partner-country = Kraj
partner-currency = Waluta
partner-protection = Okres ochrony transakcji
partner-you = Twoja rola
partner-your-manager = Opiekun Twojej firmy: **{ $names }**
partner-manager = Opiekun partnera: **{ $names }**
partner-no-manager = Ten partner nie ma jeszcze opiekuna.
partners-title = Partnerzy
partners-count = { $count ->
    [0] Brak partnerów
    [one] { $count } partner
    [few] { $count } partnerów
    [many] { $count } partnerów
   *[other] { $count } partnera
}
partner-row = { $tier } · { $region }
