## Skąd Tandem usunięto i dokąd wrócił

installation-lost-title = Usunięto aplikację Tandem: { $whose }
installation-lost = Od { $at } nikt stamtąd nie ma dostępu do aplikacji Tandem { $platform ->
    [slack] w Slacku
    [teams] w Microsoft Teams
   *[web] w przeglądarce
}, a Tandem nie może do nikogo tam napisać.
installation-lost-waits = Nic nie przepadło. Wiadomości do tych osób czekają; po ponownej instalacji każda zostanie doręczona jeden raz.
installation-lost-how = Jeśli to nie było zamierzone, poproś o ponowną instalację aplikacji Tandem.
installation-place = Przestrzeń robocza
installation-back-title = Tandem wrócił: { $whose }
installation-back = Od { $at } Tandem znowu działa { $platform ->
    [slack] w Slacku
    [teams] w Microsoft Teams
   *[web] w przeglądarce
}. Doręczamy to, co czekało.

## Instalacja w przeglądarce

install-done-title = Tandem jest zainstalowany
install-done = Otwórz Slacka i napisz do aplikacji Tandem `pomoc`. Każda osoba z programu może już zrobić to samo w tej przestrzeni roboczej.
install-declined-title = Niczego nie zainstalowano
install-declined = Instalacja została anulowana w Slacku. Aby jednak zainstalować aplikację Tandem, zacznij od nowa pod adresem /slack/install.
install-expired-title = Zacznij od nowa
install-expired = Tę instalację rozpoczęto w innej przeglądarce, ponad dziesięć minut temu, albo jest już zakończona. Zacznij od nowa pod adresem /slack/install i dokończ w tej samej przeglądarce.
install-failed-title = Slack nie dokończył instalacji
install-failed = Niczego nie zainstalowano. Zacznij od nowa pod adresem /slack/install. Jeśli znowu się nie uda, powiadom osobę, która u Was utrzymuje aplikację Tandem.
install-later-title = Nie teraz
install-later = Tandem chwilowo nie może niczego zainstalować i niczego nie zachował. Zacznij od nowa za kilka minut pod adresem /slack/install.
install-not-listed-title = Tej przestrzeni roboczej nie ma w programie
install-not-listed = Niczego nie zainstalowano i niczego nie zachowano. Poproś swoją osobę kontaktową u dostawcy o dodanie do programu identyfikatora Waszej przestrzeni roboczej Slacka (`{ $host }`), a potem zacznij od nowa pod adresem /slack/install.
