# What prom/alertmanager is, from Debian's packages: for machines that no registry reaches. Built by
# scripts/build-images.sh, whose context holds the files as a tar: only that keeps their owners.
FROM scratch
ADD root.tar /
USER 65534:65534
EXPOSE 9093
VOLUME ["/alertmanager"]
WORKDIR /alertmanager
ENTRYPOINT ["/bin/alertmanager"]
CMD ["--config.file=/etc/alertmanager/alertmanager.yml", "--storage.path=/alertmanager"]
