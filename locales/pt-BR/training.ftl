## What was refused

training-changed = Enquanto isso, outra pessoa mudou algo aqui. Veja `/training` de novo.
training-full = A última vaga acabou de ser ocupada.
