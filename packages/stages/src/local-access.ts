/**
 * The port of the local node that leads to the public service: fixed, because a container's port mappings are made once,
 * and inside Kubernetes' default range for node ports (30000-32767).
 */
export const localServiceNodePort = 30080;
