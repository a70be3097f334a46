## Dlaczego wiadomości nie ma i co zrobić

reason-no-channel = Tego kanału już nie ma albo usunięto z niego aplikację Tandem. Dodaj ją ponownie lub połącz inny kanał.
reason-archived = Kanał jest zarchiwizowany. Przywróć go lub połącz inny kanał.
reason-not-a-member = Aplikacji Tandem nie ma w tym kanale lub czacie. Dodaj ją tam: w Slacku przez `/invite @Tandem`, w Teams w sekcji Aplikacje.
reason-not-allowed-there = Zasady tej przestrzeni lub tego kanału nie pozwalają aplikacji Tandem tam pisać. Poproś o zgodę osobę, która nimi zarządza.
reason-account-gone = To konto dezaktywowano albo Tandem go nie widzi. Sprawdź, kto dziś jest właściwą osobą.
reason-no-direct-message = Tandem nie może napisać na to konto prywatnie. Poproś tę osobę, by raz otworzyła aplikację Tandem, albo użyj kanału.
reason-blocked = Ta osoba zablokowała lub usunęła aplikację Tandem w Teams. Poproś o jej ponowne dodanie.
reason-too-long = Wiadomość jest za długa dla tej platformy. Skróć ją i wyślij ponownie.
reason-shared = Mogą to tam czytać osoby z zewnątrz, a ta wiadomość nie jest dla nich. Użyj własnego kanału.
reason-not-linked = Kanał nie jest już powiązany z tym partnerem albo coś jest z nim nie tak; co dokładnie, mówi lista kanałów. Niczego tam nie wysłano.
reason-deleted = Ktoś usunął tę wiadomość. Nie zostanie wysłana ponownie.
reason-nameless = Platforma nie podała oznaczenia tej wiadomości, więc Tandem nie może jej zmienić ani usunąć. Napisz do osoby, która ją otrzymała.
reason-scope = Tandem nie otrzymał potrzebnego uprawnienia. Poproś osobę administrującą przestrzenią o ponowną instalację ze wszystkimi uprawnieniami.
reason-not-installed = Tandem nie jest tam teraz zainstalowany albo został wyłączony. Poproś tamtejszą osobę administrującą o ponowną instalację: wszystko, co czeka, wyjdzie wtedy samo.
reason-too-fast = Platforma poprosiła o przerwę. Wiadomość wyjdzie sama.
reason-unreachable = Platforma nie odpowiedziała albo jej odpowiedzi nie dało się odczytać. Próbujemy ponownie.
reason-bug = Przy tej wiadomości zawiódł sam Tandem. Ponowimy próbę kilka razy; powiadom osobę, która utrzymuje aplikację Tandem.
reason-paused = Wysyłanie w to miejsce jest na chwilę wstrzymane. Wiadomość wyjdzie sama.
reason-quiet-hours = Wiadomość czeka na koniec godzin ciszy odbiorcy.
reason-daily-cap = Przekracza dzienny limit wiadomości odbiorcy i przychodzi w dziennym zestawieniu.
reason-deal-desk = Odbiorca znajduje ją w kanale, w którym zapadają decyzje o transakcjach.
reason-no-account = Ta osoba nie ma w Slacku ani w Teams konta, które Tandem zna. Poproś, by raz napisała do aplikacji Tandem.
reason-looked-for = Nie wiadomo jeszcze, czy wiadomość dotarła. Tandem sprawdza, zanim cokolwiek wyśle ponownie.
reason-held = Nie da się ustalić, czy wiadomość dotarła, więc nie wysłano jej ponownie. Sprawdź to na miejscu; jeśli jej brak, zleć ponowne wysłanie.
reason-restored = Wiadomość czekała na wysłanie, gdy odtworzono bazę danych. Osoba, która utrzymuje aplikację Tandem, zdecyduje, czy ją wysłać.
reason-dropped = Osoba, która utrzymuje aplikację Tandem, zdecydowała, że ta wiadomość nie zostanie wysłana.
reason-due-again = Zlecono ponowne wysłanie; wiadomość jest w drodze.
reason-not-for-them = Odbiorca nie ma już do tego dostępu albo odszedł. Niczego nie wysłano.
reason-our-mistake = Platforma nie przyjęła formatu tej wiadomości. To błąd aplikacji Tandem: powiadom osobę, która ją utrzymuje.
unreached-then = { $why ->
    [no-channel] Nie dotarło tam do nikogo: żaden kanał partnera nie był powiązany. Powiąż kanał.
    [no-account] Ta osoba jeszcze nie dołączyła. Poproś, by raz napisała do aplikacji Tandem.
    [no-app] Tandem został stamtąd usunięty. Poproś tamtejszą osobę administrującą o ponowną instalację.
    [no-address] Nikt stamtąd jeszcze nie napisał do aplikacji Tandem. Poproś kogoś stamtąd, by raz do niej napisał.
    [archived] Kanał był zarchiwizowany. Przywróć go lub powiąż inny kanał.
    [deleted] Kanał był usunięty. Powiąż inny kanał.
    [removed] Aplikacji Tandem nie było już w tym kanale. Dodaj ją tam ponownie.
    [unshared] Partnera nie było już w tym kanale. Udostępnij go ponownie lub powiąż inny kanał.
   *[others] W kanale były osoby od innego partnera lub ponad 10 000 osób. Usuń je stamtąd lub powiąż inny kanał.
}
reason-new = Platforma odmówiła z powodu, którego Tandem jeszcze nie zna: { $reason }. Powiadom osobę, która utrzymuje aplikację Tandem.
reason-file-missing = Pliku nie ma już w magazynie plików. Przywróć FILES_FOLDER z kopii zapasowej albo zaimportuj dokument ponownie.
reason-file-unread = Pliku nie dało się odczytać z miejsca, w którym są pliki (FILES_FOLDER). Dlaczego, mówi dziennik; gdy znów da się go odczytać, zleć ponowne wysłanie.
reason-no-files = Zasady tej przestrzeni albo tej, z którą jest współdzielona, nie dopuszczają tego pliku. Poproś osobę, która nią administruje, o zgodę albo przekaż plik inaczej.
reason-file-too-large = Ta przestrzeń nie dopuszcza tak dużych plików. Poproś osobę, która nią administruje, o zgodę albo przekaż plik inaczej.
reason-no-seats = Nie było już miejsca, o którym miał mówić plik kalendarza. Nic nie wysłano.
reason-answered = Ktoś odpowiedział już wtedy na to pytanie. Nic więcej nie trzeba było mówić.
announcement-acknowledged = Zapoznanie się było już wtedy potwierdzone albo nikogo już o to nie proszono. Nie trzeba było nikomu przypominać.
request-decided = Zapadła już wtedy decyzja. Nic więcej nie trzeba było mówić.
reason-not-changed = Platforma nie pozwala już zmienić ani usunąć tej wiadomości. Napisz do osoby, która ją otrzymała.
reason-given-up = Platforma nie odpowiedziała albo jej odpowiedzi nie dało się odczytać. Próbowano kilka razy; kolejnych prób sami nie podejmiemy.
reason-bug-each-time = Przy tej wiadomości za każdym razem zawodził sam Tandem. Powiadom osobę, która utrzymuje aplikację Tandem; kolejnych prób sami nie podejmiemy.
reason-never-there = Wiadomość wysłano kilka razy i za każdym razem, gdy Tandem sprawdzał, nie było jej na miejscu. Sami nie wyślemy jej ponownie.
