# Pliki przekazywane jednej osobie, prywatnie.

file-again = Jednak wyślij
file-comes = Plik przyjdzie osobno w naszym prywatnym czacie: { $name } ({ $weight }).
file-declined = Plik { $name } nie został przyjęty, więc nie został wysłany. Można go dostać w każdej chwili.
file-failed = Nie ma pewności, że { $name } dotarł tam, gdzie są Twoje pliki. Sprawdź najpierw tam; jeśli go nie ma, wyślij jeszcze raz.
file-handed = { $name } ({ $weight })
file-not-allowed = Twój obszar roboczy nie pozwala jeszcze Tandemowi wysyłać plików. Poproś osobę, która zainstalowała Tandem, o ponowną instalację, która dodaje to uprawnienie; potem poproś o plik jeszcze raz.
file-type-calendar = Kalendarz
