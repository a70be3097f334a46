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
