## What was refused

training-changed = W międzyczasie ktoś inny to zmienił. Zajrzyj jeszcze raz do `/training`.
training-full = Ostatnie miejsce zostało właśnie zajęte.
