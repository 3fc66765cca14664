import { createService } from './service.js';

const service = createService();
service.listen(Number(process.env.PORT ?? 8080));

// The platform ends a pod by SIGTERM: requests under way are answered, new ones go elsewhere.
process.on('SIGTERM', () => service.close());
