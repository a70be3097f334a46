# Pliki przekazywane jednej osobie, prywatnie.

file-again = Jednak wyślij
file-comes = Plik przyjdzie osobno w naszym prywatnym czacie: { $name } ({ $weight }).
file-declined = Plik { $name } nie został przyjęty, więc nie został wysłany. Można go dostać w każdej chwili.
file-failed = Nie ma pewności, że { $name } dotarł tam, gdzie są Twoje pliki. Sprawdź najpierw tam; jeśli go nie ma, wyślij jeszcze raz.
file-handed = { $name } ({ $weight })
file-missed = Nie ma pewności, że { $name } dotarł. Sprawdź najpierw powyżej; jeśli go nie ma, wyślij jeszcze raz.
file-missed-forbidden = Nie udało się wysłać tu pliku { $name }: zasady Twojej przestrzeni albo tej, z którą jest współdzielona, nie dopuszczają go. Poproś osobę, która nią administruje, o zgodę i wyślij jeszcze raz albo poproś o plik osobę kontaktową u producenta.
file-missed-gone = Nie udało się wysłać { $name }: pliku nie ma tam, gdzie powinien być. Powiedz o tym osobie kontaktowej u producenta i wyślij jeszcze raz, gdy plik wróci.
file-missed-too-large = Nie udało się wysłać tu pliku { $name }: Twoja przestrzeń nie dopuszcza tak dużych plików. Poproś osobę, która nią administruje, o zgodę i wyślij jeszcze raz albo poproś o plik osobę kontaktową u producenta.
file-not-allowed = Twój obszar roboczy nie pozwala jeszcze Tandemowi wysyłać plików. Poproś osobę, która zainstalowała Tandem, o ponowną instalację, która dodaje to uprawnienie; potem poproś o plik jeszcze raz.
file-storing = { $name } jest właśnie zapisywany tam, gdzie są Twoje pliki. Jeśli ta karta nie zmieni się w ciągu pięciu minut, sprawdź najpierw tam; jeśli go nie ma, wyślij jeszcze raz.
file-type-calendar = Kalendarz
