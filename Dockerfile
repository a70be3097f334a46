# Tandem as one process. It listens on 8080 for the platforms, and on 8081, for whoever looks after it, for /livez, /readyz
# and /metrics. Pin the image by its digest where you build it.
FROM python:3.11-slim-bookworm AS build
WORKDIR /house
COPY requirements.txt .
RUN python -m venv /tandem && /tandem/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN python -m venv /build \
    && /build/bin/pip install --no-cache-dir "hatchling>=1.27" \
    && /build/bin/pip wheel --no-cache-dir --no-deps --no-build-isolation -w /dist . \
    && /tandem/bin/pip install --no-cache-dir --no-deps --no-index /dist/*.whl

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/tandem tandem \
    && install --directory --owner tandem /files
COPY --from=build /tandem /tandem
ENV PATH=/tandem/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    TMPDIR=/var/lib/tandem \
    LISTEN=0.0.0.0:8080 \
    FILES_FOLDER=/files \
    OPS_LISTEN=127.0.0.1:8081
USER 10001
WORKDIR /var/lib/tandem
VOLUME /files
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8081/readyz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["tandem"]
CMD ["serve"]
