## Kanały partnerów

channel-host-unknown = Program nie zna przestrzeni roboczej ani najemcy { $host }. Najpierw dodaj ją do programu.
channel-host-elsewhere = Przestrzeń robocza lub najemca { $host } należy do innego partnera. Można w niej powiązać tylko jego własne kanały.
channel-taken = Ten kanał jest już powiązany z innym partnerem. Kanał należy dokładnie do jednego: najpierw usuń tamto powiązanie.
channel-unreadable = „{ $given }” to nie kanał. W Slacku lub Teams wybierz „Kopiuj link” przy kanale i wklej go tutaj albo wklej identyfikator kanału.
channel-platform = To kanał w { $found }, a nie w „{ $given }”.
channel-host-missing = W której przestrzeni roboczej lub u którego najemcy jest ten kanał? Kolumna workspace jest pusta, a macie ich kilka.

## The list

channels-title = Kanały partnerów
channels-none = Żaden kanał nie jest jeszcze powiązany. Dodaj mnie do kanału z partnerem albo upuść tu plik CSV.
channels-count = { $count ->
    [one] { $count } kanał.
    [few] { $count } kanały.
    [many] { $count } kanałów.
   *[other] { $count } kanału.
} { $needy ->
    [0] Wszystko jest w porządku.
    [one] { $needy } wymaga uwagi.
    [few] { $needy } wymagają uwagi.
    [many] { $needy } wymaga uwagi.
   *[other] { $needy } wymaga uwagi.
}
channel-titled = { $name } ({ $platform ->
    [slack] Slack
   *[teams] Teams
})
channel-row = { $partner }, { $language }, { $zone }
channel-proposed-row = Być może { $partner }; nikt tego jeszcze nie potwierdził
channel-proposed-row-nobodys = Nikt jeszcze nie wskazał, czyj to kanał
channel-open = Otwórz
channel-linked = Trafiają tu ogłoszenia dla partnera { $partner }.
channel-language = Język
channel-zone = Strefa czasowa
channel-owner = Właściciel kanału
channel-owner-vendor = My
channel-owner-partner = Partner
channel-unlink = Usuń powiązanie
channel-unlink-sure = Do tego kanału nie będą już trafiać ogłoszenia dla partnera { $partner }. Sam kanał pozostanie bez zmian.
channel-gone-title = Bez powiązania
channel-gone = Kanał { $name } nie jest powiązany z żadnym partnerem.
channel-gone-unnamed = Ten kanał nie jest powiązany z żadnym partnerem.

## What is wrong with one

channel-wrong = { $why ->
    [no-app] Powiązany z partnerem { $partner }, ale nic tam nie dociera: aplikację usunięto z tej przestrzeni roboczej; może ją przywrócić jej administrator.
    [no-address] Powiązany z partnerem { $partner }, ale nic tam nie dociera: nikt od tego najemcy jeszcze do mnie nie napisał, więc nie wiem, jak tam pisać.
    [archived] Powiązany z partnerem { $partner }, ale nic tam nie dociera: kanał jest zarchiwizowany.
    [deleted] Powiązany z partnerem { $partner }, ale nic tam nie dociera: kanał usunięto.
    [removed] Powiązany z partnerem { $partner }, ale nic tam nie dociera: usunięto mnie z tego kanału; dodaj mnie ponownie.
    [unshared] Powiązany z partnerem { $partner }, ale nic tam nie dociera: kanał nie jest już udostępniony temu partnerowi.
   *[others] Powiązany z partnerem { $partner }, ale nic tam nie dociera: są w nim osoby z innej firmy lub ponad 10 000 osób, więc nic się tam nie ogłasza.
}

## The question whose it is

channel-looks-like = Dodano mnie do tego kanału. Wygląda na kanał partnera { $partner }: czy mają tu trafiać ogłoszenia dla tego partnera?
channel-whose = Dodano mnie do tego kanału. Czyj to kanał?
channel-others-warning = Są w nim osoby z więcej niż jednej firmy lub ponad 10 000 osób. Dopóki tak jest, nic tam nie ogłoszę, nawet jeśli powiążesz ten kanał: partnerzy czytaliby swoje wiadomości nawzajem.
channel-link = Powiąż
channel-another = Inny partner
channel-leave = To nie kanał partnera
channel-form-title = Czyj to kanał?
channel-form-link = Powiąż
channel-form-partner = Partner
