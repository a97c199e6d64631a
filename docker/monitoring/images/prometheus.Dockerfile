# What prom/prometheus is, from Debian's packages: for machines that no registry reaches. Built by
# scripts/build-images.sh, whose context holds the files as a tar: only that keeps their owners.
FROM scratch
ADD root.tar /
USER 65534:65534
EXPOSE 9090
VOLUME ["/prometheus"]
WORKDIR /prometheus
ENTRYPOINT ["/bin/prometheus"]
CMD ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"]
