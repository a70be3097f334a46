## Drzwi

door-title = Cześć, tu Tandem
door-words = Pomagam partnerom i menedżerom dostawcy pracować razem. Jeszcze Cię tu nie znam.
door-code = Mam kod
door-join = Chcę dołączyć

code-title = Połącz konto
code-submit = Połącz
code-label = Kod jednorazowy
code-hint = Osiem liter i cyfr
code-offer = Twój kod jednorazowy to `{ $code }`. Na drugiej platformie napisz do Tandemu: `/partner połącz { $code }`
code-private = Działa tylko raz, przez 10 minut. Nie podawaj go nikomu.
code-wrong = Ten kod jest błędny, wykorzystany albo nieaktualny. Aby dostać nowy, napisz `/partner połącz` tam, gdzie już Cię znam.
code-not-here = Tego konta nie można połączyć w tej przestrzeni. Wpisz kod w przestrzeni własnej firmy; tam nadal jest ważny.
code-already-linked = To konto jest już połączone.
code-linked-title = Witaj, { $name }!
code-linked = Konto jest połączone. Zobaczysz tu teraz te same transakcje i decyzje.

test-title = Próba od Tandemu
test-words = Karty do Ciebie docierają. Nie musisz nic robić.

## Ustawienia

settings-title = Ustawienia
settings-save = Zapisz
settings-saved = Zapisano ustawienia
settings-language = Język
settings-zone = Strefa czasowa
settings-zone-hint = Zacznij wpisywać nazwę dużego miasta w pobliżu.
settings-quiet = Godziny ciszy
settings-quiet-from = Cisza od
settings-quiet-to = Cisza do
settings-quiet-hint = Na przykład 20:00; to, co może poczekać, przyjdzie później. Jeśli nie chcesz godzin ciszy, zostaw oba pola puste.
settings-quiet-is = Od { $start } do { $end }
settings-quiet-none = Brak
settings-arrive = Prośby o decyzję
settings-arrive-each = Każda od razu
settings-arrive-digest = Razem, o wybranych godzinach
settings-arrive-desk = Na wspólnym kanale regionu, do którego należę
settings-digest = Godziny
settings-digest-hint = Od jednej do czterech pełnych godzin, na przykład 9, 13, 16. Zestawienie przychodzi w dni robocze; to, co nie może tyle czekać, przychodzi od razu.
settings-digest-is = Razem: { $hours } w dni robocze
settings-per-day = Wiadomości, które mogą poczekać
settings-per-day-usual = Do { $count } dziennie, pozostałe w zestawieniu
settings-per-day-none = Żadna: wszystkie w zestawieniu
settings-per-day-is = Do { $count } dziennie
settings-digest-hour = Ich zestawienie przychodzi o
settings-hour-usual = Zwykła godzina ({ $hour })
digest-hours = Podaj od jednej do { $most } pełnych godzin, na przykład 9, 13, 16.
quiet-hours-empty = Godziny ciszy nie mogą kończyć się o tej samej porze, o której się zaczynają.

## Pomoc

help-title = W czym mogę pomóc
help-lead = Napisz do mnie albo naciśnij przycisk.
help-unknown = Nie rozumiem: „{ $typed }”.
help-nearest = Czy chodziło o `{ $command }`?
help-deal = `/deal` otwiera zgłoszenie transakcji; `/deal nowa` otwiera je z pustymi polami.
help-deal-prefilled = `/deal Nowak 12500 eur` otwiera je z wypełnionymi polami.
help-deal-for = `/deal dla Nowak` zgłasza transakcję w imieniu partnera, na przykład po rozmowie telefonicznej. Decyduje o niej wtedy ktoś inny.
help-deal-list = `/deal lista` pokazuje Twoje transakcje.
help-deal-one = `/deal D-7K3QX` pokazuje jedną transakcję.
help-deal-history = `/deal D-7K3QX historia` pokazuje wszystko, co się z nią działo.
help-deal-change = `/deal edytuj D-7K3QX` zmienia transakcję, która czeka na decyzję, `/deal wycofaj D-7K3QX` ją wycofuje, a `/deal odwołaj D-7K3QX` to odwołanie od odmowy.
help-deal-life = `/deal etap D-7K3QX` zmienia etap zatwierdzonej transakcji, `/deal przedłuż D-7K3QX` prosi o dłuższą ochronę; `/deal wygrana D-7K3QX` albo `/deal przegrana D-7K3QX` mówi, jak się skończyła.
help-deal-pin = `/deal przypnij` umieszcza w kanale kartę dla wszystkich, którzy nie mają tam poleceń.
help-approvals = `/approvals` pokazuje, co czeka na Twoją decyzję; z krajem, nazwą, „powyżej 10000 zł”, „konflikt” lub „zaległe” na końcu tylko część tego.
help-approvals-delegate = `/approvals deleguj` na czas nieobecności: kto decyduje za Ciebie i do kiedy; `/approvals deleguj lista` pokazuje to i kończy.
help-docs = `/docs cennik` znajduje dokument; samo `/docs` pokazuje wszystkie dokumenty dla Ciebie.
help-docs-one = `/docs F-7K3QX` otwiera jeden dokument.
help-docs-usage = `/docs wykorzystanie` pokazuje, które dokumenty są otwierane, które nie, i czego szukano na próżno.
help-announce = `/announce` pozwala napisać do wielu partnerów naraz: najpierw powstaje wersja robocza, którą można obejrzeć i wypróbować.
help-announce-list = `/announce lista` pokazuje Twoje ogłoszenia, `/announce A-7K3QX` jedno z nich.
help-announce-questions = `/announce A-7K3QX pytania` pokazuje pytania do ogłoszenia.
help-training = `/training` pokazuje, co masz do zrobienia i co zostało ukończone.
help-training-calendar = `/training kalendarz` pokazuje zaplanowane spotkania.
help-training-team = `/training zespół` pokazuje postępy Twojego zespołu lub partnerów.
help-training-code = `/training kod ABC123` potwierdza obecność na szkoleniu: kod podaje osoba prowadząca.
help-training-remind = `/training przypomnij piątek 9:00 o module 2` ustawia przypomnienie; najpierw powtórzymy, co zrozumieliśmy.
help-training-attendance = `/training obecność` pokazuje terminy z tych dni, które prowadzisz lub za które odpowiadasz, ich kody i listy obecności.
help-partner = `/partner` pokazuje partnera i jego opiekuna.
help-team = `/partner zespół` pokazuje osoby z Twojej firmy i ich role.
help-channels = `/partner kanały` pokazuje kanały partnerów i to, co w nich nie działa.
help-settings = `/partner ustawienia` zmienia język, strefę czasową i godziny ciszy.
help-arrive = Tam też wybierasz, czy prośby o decyzję przychodzą pojedynczo, czy razem o wybranych godzinach.
help-link = `/partner połącz` łączy Twoje konto na drugiej platformie.
help-import = Plik CSV upuszczony tutaj zaimportujesz, gdy już zobaczysz, co zmieni; jego wiersze można też wkleić: `/partner importuj`.
help-feedback = `/partner opinia` przekazuje Twoją opinię o Tandemie.
help-feedback-list = `/partner opinia lista` pokazuje, co napisali inni.
help-forms = Gdy zamykasz formularz, Slack i Teams niczego nie wysyłają: najpierw naciśnij „Zapisz wersję roboczą”. To, co zostało wysłane i odrzucone, przechowujemy przez 7 dni.
help-support = Coś nie działa w Tandemie? { $address }

welcome-title = Witamy, { $name }
welcome-words = Jestem Tandem. Tutaj zgłasza się transakcje i podejmuje decyzje: przyciskiem albo słowem.
welcome-help = W każdej chwili napisz `pomoc`, a pokażę, w czym mogę pomóc.
welcome-here-title = Tandem jest na kanale
welcome-here = Wspomnij mnie i dopisz `pomoc` albo `deal przypnij`; niczego innego tu nie słyszę, a odpowiadam prywatnie.

thanks-title = Cała przyjemność po mojej stronie
thanks-words = Napisz `pomoc`, a pokażę, w czym mogę pomóc.

## Role

role-partner-rep = przedstawiciel partnera
role-partner-admin = administrator partnera
role-channel-manager = opiekun partnera
role-regional-lead = kierownik regionu
role-director = dyrektor
role-admin = administrator
role-auditor = audytor
