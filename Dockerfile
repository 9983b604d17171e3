# Not built in this project's own CI, only linted (hadolint).
#   docker build -t factlint .
#   docker run --rm -v "$PWD:/work" factlint check articles/
FROM rust:1.95-slim-bookworm AS build
WORKDIR /source
COPY . .
RUN cargo build --locked --release

FROM debian:bookworm-slim
# --diff asks git
RUN apt-get update \
    && apt-get install -y --no-install-recommends git=1:2.* \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 1000 --create-home factlint
COPY --from=build /source/target/release/factlint /usr/local/bin/factlint
USER 1000
WORKDIR /work
ENTRYPOINT ["factlint"]
CMD ["--help"]
