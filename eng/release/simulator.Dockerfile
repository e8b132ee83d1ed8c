# The simulator as an image of one native file, the libraries that it loads, and nothing else: no shell, no package manager.
# Made by `eng/release/release simulator`; the context is the folder with the published file.
FROM debian:stable-slim AS system
RUN apt-get update && apt-get install -y --no-install-recommends openssl
COPY Simulator /image/simulator
RUN set -e; for library in $(ldd /image/simulator | grep -o '/[^ ]*') $(find /usr/lib -name 'libssl.so.3' -o -name 'libcrypto.so.3'); do \
      cp --parents --dereference "$library" /image; \
    done; \
    for library in $(ldd "$(find /usr/lib -name libcrypto.so.3 | head -1)" | grep -o '/[^ ]*'); do cp --parents --dereference "$library" /image; done; \
    mkdir -m 1777 /image/tmp

FROM scratch
COPY --from=system /image /
USER 65534
EXPOSE 9640
# Whoever reaches the port can change everything in it: publish it to this machine only, with -p 127.0.0.1:9640:9640.
ENTRYPOINT ["/simulator", "--listen", "0.0.0.0", "--allow-remote"]
