## Słowa, którymi wpisuje się polecenia: po kilka pisowni, rozdzielonych spacjami

word-deal = deal transakcja transakcje
word-approvals = zatwierdzenia zatwierdzenie decyzje akceptacje
word-partner = partner partnerzy
word-help = pomoc
word-hello = hej hejka cześć czesc witam witaj siema dzień dzien dobry
word-thanks = dzięki dzieki dziękuję dziekuje ok super
word-new = nowa nowe
word-list = lista
word-pin = przypnij
word-settings = ustawienia
word-history = historia historię historie
word-edit = edytuj zmień zmien popraw
word-withdraw = wycofaj wycofać wycofac
word-stage = etap
word-extend = przedłuż przedłużyć przedluz przedluzyc
word-won = wygrana wygrane
word-lost = przegrana przegrane
word-link = połącz polacz
word-for = dla za
word-import = importuj
word-team = zespół zespol
word-feedback = opinia opinię opinie
word-over = powyżej powyzej ponad
word-than = niż niz od
word-conflict = konflikt konflikty konfliktem duplikat duplikaty
word-overdue = zaległe zalegle spóźnione spoznione przeterminowane
